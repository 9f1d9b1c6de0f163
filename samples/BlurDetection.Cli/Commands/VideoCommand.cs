using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Video;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur video</c>: when a video is blurred.</summary>
internal static class VideoCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("video")
        {
            Description = "A file, an image sequence (img%04d.jpg, quoted *.jpg), or an address (rtsp, http).",
        };
        var saved = new Option<string[]>("--out", "-o")
        {
            Description = $"Save the timeline ({string.Join(", ", VideoTimeline.FileExtensions)}); may be given several times.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON object a frame, as it is classified, and one a span." };
        var drop = new Option<string?>("--drop-blurred")
        {
            Description = "Write the footage without its blurred spans.",
            HelpName = "FILE",
        };
        var encode = new Option<bool>("--encode")
        {
            Description = "Code the footage again, cut to the frame; otherwise streams are copied, cut at key frames.",
        };
        var failOnBlur = new Option<bool>("--fail-on-blur") { Description = "Exit with 1 if there is a span of blur." };
        Option<bool> force = DataOptions.NewForce();
        var least = VideoOptions.Length("--min-length", "The shortest span. Default: 0s.");
        var bridge = VideoOptions.Length("--bridge", "The longest gap between two spans that makes them one. Default: 0s.");
        var relative = new Option<bool>("--relative")
        {
            Description = "Find spans by how blurred frames are beside the video's sharpest ones: for a fixed camera that is soft or dark.",
        };
        var reading = new VideoOptions("1s");
        var model = new ModelOptions();
        var command = new Command("video", "Find the spans of blur in a video.")
        {
            source, saved, json, drop, encode, failOnBlur, least, bridge, relative, force,
        };
        reading.AddTo(command);
        model.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(drop) is { } footage && result.GetResult(force) is null) FileEndings.CheckFree(result, drop.Name, footage);
        });
        saved.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!VideoTimeline.FileExtensions.Contains(Path.GetExtension(token.Value).ToLowerInvariant()))
                    result.AddError($"--out {token.Value}: the extension is one of {string.Join(", ", VideoTimeline.FileExtensions)}.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var classifier = model.Load(parsed, map: false);
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var options = reading.Read(parsed);
            var run = new VideoRun(classifier, parsed.GetRequiredValue(source), options, parsed.GetValue(json) ? output : null, error);
            var timeline = await run.ClassifyAsync(new() { MinimumLength = parsed.GetValue(least) ?? TimeSpan.Zero,
                BridgeGap = parsed.GetValue(bridge) ?? TimeSpan.Zero, IsRelative = parsed.GetValue(relative) }, cancellationToken);
            if (!parsed.GetValue(json)) await output.WriteLineAsync(VideoRun.Text(timeline));
            foreach (var path in parsed.GetValue(saved) ?? [])
                await timeline.SaveAsync(path, options.FfmpegPath, cancellationToken);
            if (parsed.GetValue(drop) is { } footage)
            {
                var report = await FootageCutter.DropAsync(
                    timeline.Source, footage, timeline.Spans, parsed.GetValue(encode), options.FfmpegPath, cancellationToken);
                foreach (var stretch in report.Dropped)
                    await error.WriteLineAsync($"dropped {VideoRun.Clock(stretch.Start)} to {VideoRun.Clock(stretch.End)}");
                await error.WriteLineAsync($"{footage}: {report.Kept.Sum(stretch => stretch.Length.TotalSeconds):0.0##} of " +
                    $"{timeline.End.TotalSeconds:0.0##} seconds kept");
            }
            return Code(timeline, run.IsDamaged, parsed.GetValue(failOnBlur));
        });
        return command;
    }

    // A gate must not open for a video that could not be read to its end, or without any verdict.
    private static int Code(VideoTimeline timeline, bool damaged, bool failOnBlur)
    {
        if (failOnBlur && timeline.Spans.Count > 0) return ExitCode.Blurred;
        var classified = timeline.Frames.Any(frame => frame.Prediction.Verdict != BlurVerdict.Indeterminate);
        return damaged || timeline.Frames.Count == 0 || (failOnBlur && !classified) ? ExitCode.NotClassified : ExitCode.Done;
    }
}
