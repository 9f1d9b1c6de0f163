using System.Globalization;
using System.Text;

namespace BlurDetection.Video;

/// <summary>Writes footage without its blurred spans.</summary>
public static class FootageCutter
{
    /// <summary>Writes a copy of a video without some spans; sound is cut with it. The file is whole or not there.</summary>
    /// <param name="source">A file.</param>
    /// <param name="output">The file to write; its extension chooses the container.</param>
    /// <param name="spans">What is dropped, in the order of time.</param>
    /// <param name="encode">Whether the streams are coded again (H.264 at CRF 18, AAC) and cut to the frame; by default they are copied,
    /// fast and without loss, and what follows a span begins at its next key frame.</param>
    /// <param name="ffmpegPath">The path of ffmpeg, with ffprobe beside it; <see langword="null"/> to look on the PATH.</param>
    /// <param name="cancellationToken">Ends ffmpeg.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="VideoReadException">The source cannot be read, the output cannot be written, or nothing would be left.</exception>
    public static async Task<CutReport> DropAsync(
        string source, string output, IReadOnlyList<BlurSpan> spans, bool encode = false, string? ffmpegPath = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentException.ThrowIfNullOrEmpty(output);
        var parsed = VideoSource.Parse(source, null);
        if (parsed.Kind != VideoSourceKind.File) throw new VideoReadException($"{source} is not a file: only files can be cut.");
        var info = await VideoProbe.ReadAsync(source, ffmpegPath, cancellationToken).ConfigureAwait(false);
        var end = info.Duration ?? throw new VideoReadException($"{source} does not know its length, so it cannot be cut.");
        var dropped = spans.Select(span => new VideoStretch(span.Start, span.End)).ToList();
        IReadOnlyList<(TimeSpan Time, int Packet)> keyFrames = [];
        if (!encode)
        {
            keyFrames = await VideoProbe.KeyFramesAsync(source, ffmpegPath, cancellationToken).ConfigureAwait(false);
            dropped = ToKeyFrames(dropped, keyFrames, end);
        }
        var kept = Between(dropped, end);
        if (kept.Count == 0) throw new VideoReadException($"{source}: nothing would be left after dropping {spans.Count} spans.");
        using var file = new OutputFile(output);
        if (!encode)
            await StreamCopy.WriteAsync(parsed, file, kept, keyFrames, ffmpegPath, cancellationToken).ConfigureAwait(false);
        else await EncodeAsync(parsed, file, kept, info.HasAudio, ffmpegPath, cancellationToken).ConfigureAwait(false);
        file.Complete();
        return new CutReport(kept, dropped);
    }

    // A copied stretch can only begin with a key frame, and is only whole up to one: frames between refer to each other.
    private static List<VideoStretch> ToKeyFrames(
        List<VideoStretch> dropped, IReadOnlyList<(TimeSpan Time, int Packet)> keyFrames, TimeSpan end)
    {
        List<VideoStretch> longer = [];
        foreach (var stretch in dropped)
        {
            var start = keyFrames.LastOrDefault(key => key.Time <= stretch.Start).Time; // or 0
            var until = keyFrames.FirstOrDefault(key => key.Time >= stretch.End, (Time: end, Packet: 0)).Time;
            if (longer.Count > 0 && start <= longer[^1].End) longer[^1] = longer[^1] with { End = until };
            else longer.Add(new VideoStretch(start, until));
        }
        return longer;
    }

    private static List<VideoStretch> Between(List<VideoStretch> dropped, TimeSpan end)
    {
        List<VideoStretch> kept = [];
        var at = TimeSpan.Zero;
        foreach (var stretch in dropped.Append(new VideoStretch(end, end)))
        {
            if (stretch.Start > at) kept.Add(new VideoStretch(at, stretch.Start));
            if (stretch.End > at) at = stretch.End;
        }
        return kept;
    }

    private static async Task EncodeAsync(
        VideoSource source, OutputFile output, List<VideoStretch> kept, bool audio, string? ffmpegPath, CancellationToken cancellationToken)
    {
        var graph = new StringBuilder();
        for (var i = 0; i < kept.Count; i++)
        {
            var range = $"start={FfmpegArguments.Seconds(kept[i].Start)}:end={FfmpegArguments.Seconds(kept[i].End)}";
            graph.Append(CultureInfo.InvariantCulture, $"[0:v:0]trim={range},setpts=PTS-STARTPTS[v{i}];");
            if (audio) graph.Append(CultureInfo.InvariantCulture, $"[0:a:0]atrim={range},asetpts=PTS-STARTPTS[a{i}];");
        }
        for (var i = 0; i < kept.Count; i++) graph.Append(audio ? $"[v{i}][a{i}]" : $"[v{i}]");
        graph.Append(CultureInfo.InvariantCulture, $"concat=n={kept.Count}:v=1:a={(audio ? 1 : 0)}[v]{(audio ? "[a]" : "")}");
        string[] sound = audio ? ["-map", "[a]", "-c:a", "aac"] : [];
        await FfmpegRun.OutputAsync(
            ffmpegPath,
            ["-i", source.FfmpegInput, "-filter_complex", graph.ToString(), "-map", "[v]", .. sound, "-fps_mode", "passthrough", "-c:v",
                "libx264", "-crf", "18", "-pix_fmt", "yuv420p", output.Partial],
            source.Name, cancellationToken).ConfigureAwait(false);
    }
}
