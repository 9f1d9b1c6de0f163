using System.Globalization;
using System.Text;

namespace BlurDetection.Video;

/// <summary>Copies stretches of a file that begin and end at key frames.</summary>
/// <remarks>
/// ffmpeg's concat with inpoint and outpoint begins too early and mixes the order where frames are reordered, and
/// segment_times counts from a shifted clock there. Numbers of packets are exact, so the file is split by those first.
/// </remarks>
internal static class StreamCopy
{
    /// <exception cref="VideoReadException">ffmpeg failed.</exception>
    public static async Task WriteAsync(
        VideoSource source, OutputFile output, IReadOnlyList<VideoStretch> kept, IReadOnlyList<(TimeSpan Time, int Packet)> keyFrames,
        string? ffmpegPath, CancellationToken cancellationToken)
    {
        var extension = Path.GetExtension(source.FfmpegInput);
        var folder = Directory.CreateDirectory(output.Partial + ".pieces").FullName;
        try
        {
            var borders = kept.SelectMany(stretch => new[] { stretch.Start, stretch.End }).Where(time => time > TimeSpan.Zero)
                .Select(time => keyFrames.FirstOrDefault(key => key.Time == time).Packet).Where(packet => packet > 0).Distinct()
                    .Order().ToArray();
            string[] split = borders.Length == 0 ? [] : ["-segment_frames", string.Join(',', borders)];
            if (borders.Length == 0) split = ["-segment_time", "1000000"];
            await FfmpegRun.OutputAsync(
                ffmpegPath,
                ["-i", source.FfmpegInput, "-map", "0:v:0", "-map", "0:a?", "-c", "copy", "-f", "segment", .. split, "-reset_timestamps",
                    "1", Path.Combine(folder, "%d" + extension)],
                source.Name, cancellationToken).ConfigureAwait(false);
            var list = new StringBuilder("ffconcat version 1.0\n");
            var first = kept[0].Start == TimeSpan.Zero ? 0 : 1; // kept and dropped pieces take turns
            for (var i = 0; i < kept.Count; i++)
                list.Append(CultureInfo.InvariantCulture,
                    $"file '{first + 2 * i}{extension}'\nduration {FfmpegArguments.Seconds(kept[i].Length)}\n");
            var playlist = Path.Combine(folder, "pieces.txt");
            await File.WriteAllTextAsync(playlist, list.ToString(), cancellationToken).ConfigureAwait(false);
            await FfmpegRun.OutputAsync(
                ffmpegPath, ["-f", "concat", "-safe", "0", "-i", playlist, "-map", "0", "-c", "copy", output.Partial], source.Name,
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
