using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Images;
using BlurDetection.Video;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur frames</c>: the sharpest frames of a video, or images of a burst.</summary>
internal static class FramesCommand
{
    private enum Method
    {
        Best,
        Batch,
        Interval,
        Outliers,
    }

    public static Command Create()
    {
        var source = new Argument<string>("video")
        {
            Description = "A video, an image sequence or an address; or a folder with the images of a burst.",
        };
        var to = new Option<string>("--out", "-o")
        {
            Description = "Write the images and frames.csv here.",
            HelpName = "DIR",
            Required = true,
        };
        var method = new Option<Method?>("--method")
        {
            Description = "best: the sharpest of all; batch or interval: the sharpest of each; outliers: all but those less sharp than " +
                "their neighbours. Default: interval.",
            HelpName = "HOW",
        }.OneOfNames();
        var count = Number("--count", 10, "For best: at most so many.");
        var gap = VideoOptions.Length("--gap", "For best: the least time between two. Default: 0s.");
        var batch = Number("--batch", 10, "For batch: frames in one.");
        var interval = VideoOptions.Length("--interval", "For interval: how long one is. Default: 1s.");
        var window = Number("--window", 7, "For outliers: neighbours on each side.");
        var png = new Option<bool>("--png") { Description = "Write PNG, not JPEG." };
        Option<bool> force = DataOptions.NewForce();
        var reading = new VideoOptions("frame");
        var model = new ModelOptions();
        var command = new Command("frames", "Save the sharpest frames of a video, without black ones and near-identical ones.")
        {
            source, to, method, count, gap, batch, interval, window, png, force,
        };
        reading.AddTo(command);
        model.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) is { } folder && result.GetResult(force) is null)
                FileEndings.CheckFreeOf(result, "--out", folder, [SharpestFrames.TableName]);
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var classifier = model.Load(parsed, map: false);
            var options = new SharpestFramesOptions
            {
                Reading = reading.Read(parsed),
                Selection = parsed.GetValue(method) switch
                {
                    Method.Best => FrameSelection.BestN(parsed.GetValue(count), parsed.GetValue(gap) ?? TimeSpan.Zero),
                    Method.Batch => FrameSelection.BestOfBatch(parsed.GetValue(batch)),
                    Method.Outliers => FrameSelection.WithoutOutliers(parsed.GetValue(window)),
                    _ => FrameSelection.BestOfInterval(parsed.GetValue(interval) ?? TimeSpan.FromSeconds(1)),
                },
            };
            var video = parsed.GetRequiredValue(source);
            var damage = new DecoderDamage();
            options.Reading.DecoderErrors = damage;
            var unreadable = new UnreadableImages(parsed.InvocationConfiguration.Error);
            options.Unreadable = unreadable;
            var leftOut = new LeftOut();
            var frames = Directory.Exists(video)
                ? await SharpestFrames.SelectAsync(classifier,
                    [.. ImageInputs.Find([video], recursive: false, leftOut).Select(image => image.Name)], options, cancellationToken)
                : await SharpestFrames.SelectAsync(classifier, video, options, cancellationToken);
            var files = await SharpestFrames.SaveAsync(
                video, frames, parsed.GetRequiredValue(to), parsed.GetValue(png) ? ".png" : ".jpg", options.Reading, cancellationToken);
            foreach (var file in files) await parsed.InvocationConfiguration.Output.WriteLineAsync(file);
            var damaged = await damage.TellAsync(parsed.InvocationConfiguration.Error, video);
            return files.Count > 0 && !damaged && unreadable.Count == 0 ? ExitCode.Done : ExitCode.NotClassified;
        });
        return command;
    }

    private static Option<int> Number(string name, int value, string description) =>
        new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value }.InRange(1, 1_000_000);
}
