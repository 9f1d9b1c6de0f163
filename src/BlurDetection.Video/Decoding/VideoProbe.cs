using System.Globalization;
using System.Text.Json;

namespace BlurDetection.Video;

/// <summary>Asks ffprobe what a source holds.</summary>
internal static class VideoProbe
{
    private const decimal MostSeconds = 1e9m; // 30 years; what is beyond is an error of the file

    /// <summary>Reads what a source says of its video.</summary>
    /// <param name="source">A file or an address.</param>
    /// <param name="ffmpegPath">The path of ffmpeg, with ffprobe beside it; <see langword="null"/> to look on the PATH.</param>
    /// <param name="cancellationToken">Ends ffprobe.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FfmpegNotFoundException">There is no ffprobe.</exception>
    /// <exception cref="VideoReadException">The source holds no video that can be read.</exception>
    public static async Task<VideoInfo> ReadAsync(string source, string? ffmpegPath = null, CancellationToken cancellationToken = default)
    {
        var parsed = VideoSource.Parse(source, null);
        var text = await OutputAsync(
            parsed, ffmpegPath, ["-print_format", "json", "-show_format", "-show_streams"], cancellationToken).ConfigureAwait(false);
        return Read(text, source);
    }

    /// <summary>Reads ffprobe's JSON; what a damaged or hostile file makes it say is not believed.</summary>
    /// <exception cref="VideoReadException">There is no video, or none with a size.</exception>
    internal static VideoInfo Read(string text, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            JsonElement[] streams = json.RootElement.TryGetProperty("streams", out var list) ? [.. list.EnumerateArray()] : [];
            var video = streams.Where(stream => Text(stream, "codec_type") == "video").ToArray();
            if (video.Length == 0) throw new VideoReadException($"{source} holds no video.");
            int width = Number(video[0], "width"), height = Number(video[0], "height");
            if (width <= 0 || height <= 0) throw new VideoReadException($"{source} holds a video whose size is unknown.");
            return new VideoInfo
            {
                Codec = Text(video[0], "codec_name") ?? "unknown",
                Width = width,
                Height = height,
                Duration = Seconds((json.RootElement.TryGetProperty("format", out var format) ? Text(format, "duration") : null)
                    ?? Text(video[0], "duration")),
                FrameRate = Ratio(Text(video[0], "avg_frame_rate")),
                HasAudio = streams.Any(stream => Text(stream, "codec_type") == "audio"),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new VideoReadException(
                $"{source} could not be read: what ffprobe says of it makes no sense ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>All key frames in order: the time from the beginning of the file, and the number among all packets of the video.</summary>
    internal static async Task<IReadOnlyList<(TimeSpan Time, int Packet)>> KeyFramesAsync(
        string source, string? ffmpegPath, CancellationToken cancellationToken)
    {
        var text = await OutputAsync(
            VideoSource.Parse(source, null), ffmpegPath,
            ["-select_streams", "v:0", "-show_entries", "packet=pts_time,flags:format=start_time", "-print_format", "compact"],
            cancellationToken).ConfigureAwait(false);
        var lines = text.Split('\n');
        var start = lines.Where(line => line.StartsWith("format|", StringComparison.Ordinal))
            .Select(line => Seconds(Field(line, "start_time"))).FirstOrDefault() ?? TimeSpan.Zero;
        return [.. lines
            .Where(line => line.StartsWith("packet|", StringComparison.Ordinal))
            .Select((line, packet) =>
                (IsKey: Field(line, "flags")?.StartsWith('K') == true, Time: Seconds(Field(line, "pts_time")), Packet: packet))
            .Where(frame => frame is { IsKey: true, Time: not null })
            .Select(frame => (frame.Time!.Value - start, frame.Packet))];
    }

    private static async Task<string> OutputAsync(
        VideoSource source, string? ffmpegPath, string[] arguments, CancellationToken cancellationToken)
    {
        var program = FfmpegPrograms.Find("ffprobe", ffmpegPath);
        var process =
            FfmpegProcess.Start(program, ["-hide_banner", "-loglevel", "level+error", .. arguments, source.FfmpegInput]);
        await using var processDisposal = process.ConfigureAwait(false);
        await using var cancelling = cancellationToken.Register(process.Kill).ConfigureAwait(false);
        using var reader = new StreamReader(process.Output);
        var text = await reader.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
        var code = await process.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return code == 0 ? text : throw new VideoReadException($"{source.Name} could not be read: {process.Errors}");
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.TryGetInt32(out int number) ? number : 0;

    private static string? Field(string line, string name) =>
        line.Split('|').FirstOrDefault(field => field.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();

    private static TimeSpan? Seconds(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < MostSeconds
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    private static double? Ratio(string? text) =>
        text?.Split('/') is [var above, var below]
        && double.TryParse(above, CultureInfo.InvariantCulture, out var a)
            && double.TryParse(below, CultureInfo.InvariantCulture, out var b) && b > 0 ? a / b : null;
}
