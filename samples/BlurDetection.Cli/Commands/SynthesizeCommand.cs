using System.CommandLine;
using BlurDetection.Cli.Pictures;
using BlurDetection.Cli.Synthesis;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur synthesize</c>: labelled pictures out of sharp ones.</summary>
internal static class SynthesizeCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("sharp") { Description = "Sharp pictures: files, folders or globs.", Arity = ArgumentArity.OneOrMore };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Look into the folders inside folders too." };
        var to = new Option<string?>("--out", "-o") { Description = "Write images/ and metadata.csv here.", HelpName = "DIR" };
        var masks = new Option<bool>("--masks") { Description = "Write masks/ too: white where a picture is blurred." };
        var preview = new Option<string?>("--preview") { Description = "Draw the first picture in every way, at three strengths, into this file (.png, .jpg, .webp).", HelpName = "FILE" };
        var each = Number("--each", "N", 4, 1, 10_000, "Pictures made of each sharp one.");
        var width = Number("--width", "PX", 640, 64, 4096, "Width of a picture; the longer side of an upright one.");
        var height = Number("--height", "PX", 480, 64, 4096, "Height of a picture.");
        var seed = Number("--seed", "N", 1, int.MinValue, int.MaxValue, "The same seed makes the same pictures.");
        var command = new Command("synthesize", "Make labelled pictures out of sharp ones: blurred as lenses and hands do it, with noise and JPEG after.")
        {
            inputs, recursive, to, masks, preview, each, width, height, seed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(to) is null && result.GetResult(preview) is null) result.AddError("Say where to write: --out DIR, --preview FILE, or both.");
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            new SharpPictures([.. PictureSources.Find(parsed.GetRequiredValue(inputs), parsed.GetValue(recursive))], parsed.InvocationConfiguration.Error),
            parsed.GetValue(to), parsed.GetValue(masks), parsed.GetValue(preview), parsed.GetValue(each),
            parsed.GetValue(width), parsed.GetValue(height), parsed.GetValue(seed), parsed.InvocationConfiguration, cancellation)));
        return command;
    }

    private static int Run(
        SharpPictures pictures, string? to, bool masks, string? preview, int each, int width, int height, int seed, InvocationConfiguration console, CancellationToken cancellation)
    {
        using var folder = to is null ? null : new LabelledFolder(to, masks);
        var run = new SynthesisRun(width, height, seed);
        int sharp = 0, left = 0;
        foreach (var (name, luma) in pictures.Decode())
        {
            if (sharp++ == 0 && preview is not null)
            {
                using var sheet = PreviewSheet.Draw(luma, seed);
                GreyPicture.Save(sheet, preview);
                console.Output.WriteLine(preview);
            }
            if (folder is null) break;
            for (int i = 0; i < each; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (run.Make(luma, (sharp - 1) * each + i) is { } picture) folder.Add(picture, name);
                else left++;
            }
            console.Error.WriteLine($"{name}: {folder.Count} pictures so far");
        }
        if (left > 0) console.Error.WriteLine($"{left} pictures were left out: their scenes hold too little to tell blur from focus.");
        if (folder is not null) console.Output.WriteLine($"{folder.Count} pictures in {to}");
        return pictures.Errors > 0 || sharp == 0 ? ExitCode.Error : ExitCode.Done;
    }

    private static Option<int> Number(string name, string help, int value, int least, int most, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = help, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (result.GetValueOrDefault<int>() < least || result.GetValueOrDefault<int>() > most)) result.AddError($"{name} is {least} to {most}.");
        });
        return option;
    }
}
