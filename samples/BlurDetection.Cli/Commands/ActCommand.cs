using System.CommandLine;
using BlurDetection.Cli.Scanning;
using BlurDetection.Scanning.Actions;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur act</c>: does something with the images of a scan.</summary>
internal static class ActCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("dir") { Description = "A folder that blur scan wrote." };
        var actions = new ActOptionsOfConsole();
        var command = new Command("act", "Move, copy, link, tag or delete the blurred images of a scan. Only tells what it would do, " +
            "unless --apply is given.") { folder };
        actions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            bool apply = parsed.GetValue(actions.Apply);
            var view = new ActView(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, apply);
            string results = parsed.GetRequiredValue(folder);
            if (parsed.GetValue(actions.EmptyTrash)) return await view.EmptyAsync(ImageActions.EmptyTrash(results, apply));
            if (parsed.GetValue(actions.Undo))
            {
                foreach (ImageAction action in ImageActions.Undo(results, apply)) await view.ShowAsync(ActView.Undo, action);
            }
            else
            {
                var options = actions.Read(parsed);
                await foreach (ImageAction action in new ImageActions(results, options).RunAsync(apply, cancellation))
                    await view.ShowAsync(options.Kind.ToString().ToLowerInvariant(), action);
            }
            return await view.EndAsync();
        });
        return command;
    }
}
