namespace BlurDetection.Video;

/// <summary>Runs ffmpeg from beginning to end.</summary>
internal static class FfmpegRun
{
    /// <summary>Runs ffmpeg and gives what it wrote to its standard output.</summary>
    /// <exception cref="VideoReadException">ffmpeg failed.</exception>
    public static async Task<byte[]> OutputAsync(
        string? ffmpegPath, IEnumerable<string> arguments, string source, CancellationToken cancellationToken)
    {
        var ffmpeg = FfmpegPrograms.Find("ffmpeg", ffmpegPath);
        cancellationToken.ThrowIfCancellationRequested();
        var process =
            FfmpegProcess.Start(ffmpeg, ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+error", "-y", .. arguments]);
        await using var processDisposal = process.ConfigureAwait(false);
        await using var cancelling = cancellationToken.Register(process.Kill).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        await process.Output.CopyToAsync(bytes, CancellationToken.None).ConfigureAwait(false);
        var code = await process.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return code == 0 ? bytes.ToArray() : throw new VideoReadException($"{source}: ffmpeg failed (exit code {code}): {process.Errors}");
    }
}
