using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Images;
using BlurDetection.Cli.Synthesis;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur synthesize</c>: labelled images out of sharp ones.</summary>
internal static class SynthesizeCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("sharp")
        {
            Description = "Sharp images: files, folders or globs.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> follow = DataOptions.NewFollow();
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Look into the folders inside folders too." };
        var to = new Option<string?>("--out", "-o") { Description = "Write images/ and metadata.csv here.", HelpName = "DIR" };
        var masks = new Option<bool>("--masks") { Description = "Write masks/ too: white where an image is blurred." };
        var preview = new Option<string?>("--preview")
        {
            Description = "Draw the first image in every way, at three strengths, into this file (.png, .jpg, .webp).",
            HelpName = "FILE",
        };
        var each = Number("--each", "N", 4, 1, 10_000, "Images made of each sharp one.");
        var width = Number("--width", "PX", 640, 64, 4096, "Width of an image; the longer side of an upright one.");
        var height = Number("--height", "PX", 480, 64, 4096, "Height of an image.");
        var seed = Number("--seed", "N", 1, int.MinValue, int.MaxValue, "The same seed makes the same images.");
        Option<bool> force = DataOptions.NewForce();
        var command = new Command("synthesize",
            "Make labelled images out of sharp ones: blurred as lenses and hands do it, with noise and JPEG after.")
        {
            inputs, recursive, follow, to, masks, preview, each, width, height, seed, force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(preview) is { } sheet)
            {
                FileEndings.Check(result, "--preview", sheet, ".png", ".jpg", ".jpeg", ".webp");
                if (result.GetResult(force) is null) FileEndings.CheckFree(result, "--preview", sheet);
            }
            if (result.GetValue(to) is { } folder && result.GetResult(force) is null)
                FileEndings.CheckFreeOf(result, "--out", folder, ["metadata.csv", "images", "masks"]);
            if (result.GetResult(to) is null && result.GetResult(preview) is null)
                result.AddError("Say where to write: --out DIR, --preview FILE, or both.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var leftOut = new LeftOut();
            string[] places = parsed.GetRequiredValue(inputs);
            ImageInput[] sources =
                [.. ImageInputs.Find(places, parsed.GetValue(recursive), leftOut, parsed.GetValue(follow), cancellationToken)];
            if (sources.Length == 0) throw leftOut.NoImages(places);
            InvocationConfiguration console = parsed.InvocationConfiguration;
            if (leftOut.Any) console.Error.WriteLine($"Left out: {leftOut}.");
            int code = Run(
                new SharpImages(sources, console.Error),
                parsed.GetValue(to), parsed.GetValue(masks), parsed.GetValue(preview), parsed.GetValue(each),
                parsed.GetValue(width), parsed.GetValue(height), parsed.GetValue(seed), console, cancellationToken);
            return Task.FromResult(code == ExitCode.Done && leftOut.Images > 0 ? ExitCode.NotClassified : code);
        });
        return command;
    }

    private static int Run(
        SharpImages images, string? to, bool masks, string? preview, int each, int width, int height, int seed,
        InvocationConfiguration console, CancellationToken cancellationToken)
    {
        LabelledFolder? folder = null;
        try
        {
            var run = new SynthesisRun(width, height, seed);
            int sharp = 0, left = 0;
            foreach (var (name, luma) in images.Decode())
            {
                if (sharp++ == 0 && preview is not null)
                {
                    using var sheet = PreviewSheet.Draw(luma, seed);
                    GreyImage.Save(sheet, preview);
                    console.Output.WriteLine(preview);
                }
                if (to is null) break;
                folder ??= new LabelledFolder(to, masks);
                for (int i = 0; i < each; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (run.Make(luma, (sharp - 1) * each + i) is { } image) folder.Add(image, name);
                    else left++;
                }
                console.Error.WriteLine($"{name}: {folder.Count} images so far");
            }
            if (sharp == 0) throw new NoImagesException("None of the sharp images could be read; nothing was written.");
            if (left > 0) console.Error.WriteLine($"{left} images were left out: their scenes hold too little to tell blur from focus.");
            if (folder is not null) console.Output.WriteLine($"{folder.Count} images in {to}");
            return images.Errors > 0 || folder is { Count: 0 } ? ExitCode.NotClassified : ExitCode.Done;
        }
        finally
        {
            folder?.Dispose();
        }
    }

    private static Option<int> Number(string name, string help, int value, int least, int most, string description) =>
        new Option<int>(name) { Description = description, HelpName = help, DefaultValueFactory = _ => value }.InRange(least, most);
}
