namespace BlurDetection.Video;

/// <summary>Reads single frames as images.</summary>
internal static class StillFrame
{
    /// <summary>The frame at a time as JPEG.</summary>
    /// <exception cref="VideoReadException">There is no such frame.</exception>
    public static async Task<byte[]> ReadJpegAsync(
        string source, TimeSpan time, int? width, string? ffmpegPath, CancellationToken cancellationToken)
    {
        // Time stamps are rounded: half a millisecond early cannot miss the frame.
        var start = time - TimeSpan.FromMilliseconds(0.5);
        var options = new VideoReaderOptions { Start = start > TimeSpan.Zero ? start : TimeSpan.Zero };
        var filter = width is { } w ? $"scale=w='min(iw,{w})':h=-2:flags=area" : "null";
        var bytes = await FfmpegRun.OutputAsync(
            ffmpegPath,
            [
                .. FfmpegArguments.Input(VideoSource.Parse(source, null), options),
                "-map", "0:v:0", "-frames:v", "1", "-vf", filter, "-q:v", "3", "-f", "image2pipe", "-c:v", "mjpeg", "pipe:1",
            ],
            source, cancellationToken).ConfigureAwait(false);
        return bytes.Length > 0 ? bytes : throw new VideoReadException($"{source} has no frame at {time}.");
    }
}
