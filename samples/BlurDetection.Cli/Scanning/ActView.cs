using System.Globalization;
using BlurDetection.Cli.Output;
using BlurDetection.Scanning.Actions;

namespace BlurDetection.Cli.Scanning;

/// <summary>Says what is done with images, or would be.</summary>
internal sealed class ActView(TextWriter output, TextWriter error, bool apply)
{
    public const string Undo = "undo";
    private int _done, _problems;

    public async Task ShowAsync(string verb, ImageAction action)
    {
        if (action.Problem is { } problem)
        {
            _problems++;
            await error.WriteLineAsync($"left alone: {PlainText.Of(action.From)} {PlainText.Of(problem)}");
            return;
        }
        _done++;
        string text = $"{verb}: {PlainText.Of(action.From)}";
        // A sidecar that is undone goes nowhere.
        bool isTakenBack = verb == Undo && action.Kind is not (ImageActionKind.Move or ImageActionKind.Delete);
        await output.WriteLineAsync(isTakenBack ? text : $"{text} -> {PlainText.Of(action.To)}");
    }

    public async Task<int> EndAsync()
    {
        string left = _problems > 0 ? string.Create(CultureInfo.InvariantCulture, $", {_problems} left alone") : "";
        await error.WriteLineAsync(apply
            ? string.Create(CultureInfo.InvariantCulture, $"{_done} done{left}.")
            : string.Create(CultureInfo.InvariantCulture, $"{_done} would be done{left}. Nothing was changed: add --apply."));
        return _problems > 0 ? ExitCode.NotClassified : ExitCode.Done;
    }

    public async Task<int> EmptyAsync((int Files, long Bytes) trash)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{trash.Files} files, {trash.Bytes / 1e6:0.0} MB");
        await output.WriteLineAsync(apply ? $"Deleted for good: {text}."
            : $"Would delete for good: {text}. Nothing was changed: add --apply.");
        return ExitCode.Done;
    }
}
