using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Images;
using BlurDetection.Vips.Scenes;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur classify</c>: classifies images.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("image")
        {
            Description = "Files, folders, globs (quote them: \"photos/**/*.jpg\"), or - for one image from standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> follow = DataOptions.NewFollow();
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Look into the folders inside folders too." };
        var json = new Option<bool>("--json") { Description = "Write one JSON object a line." };
        var failOnBlur = new Option<bool>("--fail-on-blur")
        {
            Description =
                "Exit with 1 if any image is blurred; with 3 if none is, but some could not be classified or all are indeterminate.",
        };
        var parallel = new Option<int?>("--parallel", "-p")
        {
            Description = "Images classified at a time. Default: one for each processor.",
            HelpName = "N",
        }.InRange(1, 1024);
        var csv = new Option<bool>("--csv") { Description = "Write CSV with a header." };
        var maps = new Option<string?>("--map")
        {
            Description =
                "Write a map of each image as PNG into this folder: red is blurred, green in focus, transparent without evidence.",
            HelpName = "DIR",
        };
        var (model, listing, images, foreign, scenes) =
            (new ModelOptions(), new ListingOptions(), new ImageOptions(), new ExternalModelOptions(), new SceneOptionsOfClassify());
        var command = new Command("classify", "Classify images: focus, blurred, or indeterminate where an image holds no evidence.")
        {
            inputs, recursive, follow, json, csv, maps, failOnBlur, parallel,
        };
        images.AddTo(command);
        scenes.AddTo(command, inputs);
        model.AddTo(command);
        foreign.AddTo(command, model.Model);
        command.Validators.Add(result =>
        {
            if (result.GetResult(json) is not null && result.GetResult(csv) is not null) result.AddError("Give --json or --csv, not both.");
        });
        listing.AddTo(command, inputs);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var classifier = model.Load(
                parsed, map: true, options => Configure(options, parsed, images,
                    fineMap: parsed.GetValue(maps) is not null && !scenes.Given(parsed)), foreign.Read(parsed),
                images.OnlyUltrasoundRegions(parsed));
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            string[] places = parsed.GetValue(inputs) ?? [];
            if (scenes.Given(parsed))
            {
                var settings = new SceneOptions
                {
                    Page = images.Page(parsed),
                    Range = images.Range(parsed),
                    Parallelism = parsed.GetValue(parallel) ?? Environment.ProcessorCount,
                };
                var found = new SceneOutput(parsed.InvocationConfiguration.Output, error, parsed.GetValue(json), parsed.GetValue(csv),
                    parsed.GetValue(maps));
                return scenes.Run(parsed, classifier, places, settings, found, parsed.GetValue(failOnBlur), cancellation);
            }
            MapFiles? mapFiles = parsed.GetValue(maps) is { } folder ? new MapFiles(folder) : null;
            var (tally, leftOut) = (new Tally(), new LeftOut(byContent: true));
            IEnumerable<ImageInput> candidates =
                ImageInputs.Find(places, parsed.GetValue(recursive), leftOut, parsed.GetValue(follow), cancellation)
                .Concat(listing.Listed(parsed));
            using var results = new ResultWriters(parsed, listing, parsed.GetValue(json), parsed.GetValue(csv), classifier.Model.Name);
            candidates = candidates.Where(results.IsNew);
            if (ProgressLine.IsVisible(error) && listing.CanCount(parsed)) candidates = candidates.ToArray();
            using var progress = new ProgressLine(error, candidates is ImageInput[] { Length: > 1 } counted ? counted.Length : null);
            await foreach (var classification in new ImageClassifier(classifier, images.AllPages(parsed))
                .PredictAsync(candidates, parsed.GetValue(parallel) ?? Environment.ProcessorCount, cancellation))
            {
                tally.Add(classification);
                progress.Clear();
                results.Write(classification);
                mapFiles?.Write(classification.Name, classification.Prediction?.Map);
                progress.Show(tally);
            }
            progress.Clear();
            results.Complete(tally);
            if (tally.Images + results.Known == 0) throw leftOut.NoImages(places is [] ? ["the list"] : places);
            if (results.Known > 0)
                await error.WriteLineAsync($"{results.Known} {(results.Known == 1 ? "image was" : "images were")} classified before.");
            if (leftOut.Any) await error.WriteLineAsync($"Left out: {leftOut}.");
            if (tally.Images != 1) await error.WriteLineAsync(tally.ToString());
            return Code(tally, leftOut, parsed.GetValue(failOnBlur));
        });
        return command;
    }

    private static void Configure(BlurClassifierOptions options, ParseResult parsed, ImageOptions images, bool fineMap)
    {
        images.Apply(parsed, options);
        options.FineMap = fineMap; // a tile's cells are finer than the scene's anyway
    }

    // A gate must not open for images that nobody can vouch for: unread, of an unknown format, or none of them with a verdict.
    private static int Code(Tally tally, LeftOut leftOut, bool failOnBlur)
    {
        if (failOnBlur && tally.Blurred > 0) return ExitCode.Blurred;
        return tally.Errors > 0 || leftOut.Images > 0 || (failOnBlur && tally.Focus == 0) ? ExitCode.NotClassified : ExitCode.Done;
    }
}
