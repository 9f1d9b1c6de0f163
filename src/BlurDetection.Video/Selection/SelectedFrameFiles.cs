using System.Globalization;
using System.Text;

namespace BlurDetection.Video;

/// <summary>Saves chosen frames as images, with a table beside them.</summary>
internal static class SelectedFrameFiles
{
    private const int FramesPerRun = 1000; // a command line has a limit

    public static async Task<IReadOnlyList<string>> SaveAsync(
        string source, IReadOnlyList<SelectedFrame> frames, string folder, string extension, VideoReaderOptions? reading,
        CancellationToken cancellationToken)
    {
        if (extension is not (".jpg" or ".png"))
            throw new ArgumentException($"Frames are saved as .jpg or .png, not {extension}.", nameof(extension));
        Directory.CreateDirectory(folder);
        var partial = Directory.CreateDirectory(Path.Combine(folder, $".{Guid.NewGuid():N}.partial")).FullName;
        try
        {
            var videoFrames = frames.Where(frame => frame.Path is null).ToArray();
            foreach (var chunk in videoFrames.Chunk(FramesPerRun))
                await ExtractAsync(source, chunk, partial, extension, reading ?? new(), cancellationToken).ConfigureAwait(false);
            foreach (var frame in frames)
                if (frame.Path is { } path) File.Copy(path, Path.Combine(partial, NameOf(frame, extension)));
            await File.WriteAllTextAsync(Path.Combine(partial, SharpestFrames.TableName), Table(frames, extension), cancellationToken)
                .ConfigureAwait(false);
            foreach (var file in Directory.GetFiles(partial))
                File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            return [.. frames.Select(frame => Path.Combine(folder, NameOf(frame, extension)))];
        }
        finally
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    private static async Task ExtractAsync(string source, SelectedFrame[] frames, string folder, string extension,
        VideoReaderOptions reading, CancellationToken cancellationToken)
    {
        var options = reading.Clone();
        var keyFramesOnly = options.Sampling.KeyFramesOnly;
        options.Sampling = keyFramesOnly ? FrameSampling.KeyFrames : FrameSampling.EveryFrame;
        var select = FrameSampling.At(frames.Select(frame => frame.Pts
            ?? throw new VideoReadException($"{source} has no time stamps, so its frames cannot be found again.")));
        var deinterlace = options.Deinterlacing == Deinterlacing.None ? "" : FfmpegArguments.Bwdif(options.Deinterlacing) + ",";
        var pattern = Path.Combine(folder, "%d" + extension);
        await FfmpegRun.OutputAsync(
            options.FfmpegPath,
            [
                .. FfmpegArguments.Input(VideoSource.Parse(source, options.InputFormat), options),
                "-map", "0:v:0", "-vf", $"{deinterlace}select='{select.SelectExpression}'", "-fps_mode", "passthrough", "-q:v", "2", "-f",
                "image2", pattern,
            ],
            source, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < frames.Length; i++)
        {
            var file = Path.Combine(folder, (i + 1).ToString(CultureInfo.InvariantCulture) + extension);
            if (!File.Exists(file)) throw new VideoReadException($"{source} gave {i} of {frames.Length} frames when it was read again.");
            File.Move(file, Path.Combine(folder, NameOf(frames[i], extension)));
        }
    }

    private static string Table(IReadOnlyList<SelectedFrame> frames, string extension)
    {
        var table = new StringBuilder("file,seconds,verdict,probability,strength\n");
        foreach (var frame in frames)
        {
            var row = TimelineRow.Of(new FramePrediction(frame.Time, frame.Prediction));
            table.Append(CultureInfo.InvariantCulture,
                $"{Quoted(NameOf(frame, extension))},{row.Seconds},{row.Verdict},{row.Probability},{row.Strength}\n");
        }
        return table.ToString();
    }

    private static string NameOf(SelectedFrame frame, string extension) =>
        frame.Path is { } path ? Path.GetFileName(path) : TimelineText.Clock(frame.Time).Replace(':', '-') + extension;

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
