using System.Runtime.CompilerServices;

namespace BlurDetection.Video;

/// <summary>Reads frames from files, image sequences, network streams and webcams with ffmpeg (5.1 or newer).</summary>
/// <remarks>Rotation is applied and sound is left out. ffmpeg waits while no frame is asked for; it has ended when the
/// enumeration has.</remarks>
/// <example><code>
/// await foreach (var frame in VideoFrameReader.ReadAsync("in.mp4", new() { Sampling = FrameSampling.Every(TimeSpan.FromSeconds(1)) }))
///     using (frame) Console.WriteLine($"{frame.Timestamp}: {classifier.Classify(frame.Pixels).Verdict}");
/// </code></example>
public static class VideoFrameReader
{
    /// <summary>Reads frames in the order of presentation.</summary>
    /// <param name="source">A file, an image sequence (<c>img%04d.jpg</c>, <c>*.jpg</c>), an address (rtsp, http, udp ...), or a device
    /// together with <see cref="VideoReaderOptions.InputFormat"/>.</param>
    /// <param name="options">How to read; <see langword="null"/> for every frame's luma.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Frames, which belong to the caller: dispose each.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileNotFoundException">There is no ffmpeg.</exception>
    /// <exception cref="VideoStalledException">The source gave nothing for too long.</exception>
    /// <exception cref="VideoReadException">The source cannot be opened, or reading ended early; frames before that were given.</exception>
    public static IAsyncEnumerable<VideoFrame> ReadAsync(
        string source, VideoReaderOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadAsync(source, options, TimeProvider.System, null, cancellationToken);

    internal static async IAsyncEnumerable<VideoFrame> ReadAsync(
        string source, VideoReaderOptions? options, TimeProvider time, Action<int>? started,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var settings = (options ?? new VideoReaderOptions()).Clone();
        OptionsValidation.Require(settings);
        var parsed = VideoSource.Parse(source, settings.InputFormat);
        var ffmpeg = FfmpegPrograms.Find("ffmpeg", settings.FfmpegPath);
        var lowResolution = await LowResolutionAsync(parsed, settings, cancellationToken).ConfigureAwait(false);
        var stallTimeout = settings.StallTimeout ?? parsed.StallTimeout;
        cancellationToken.ThrowIfCancellationRequested();
        var frames = new FrameStream(ffmpeg, parsed, settings, lowResolution, stallTimeout, time);
        await using var framesDisposal = frames.ConfigureAwait(false);
        started?.Invoke(frames.ProcessId);
        while (await frames.NextAsync(cancellationToken).ConfigureAwait(false) is { } frame) yield return frame;
    }

    private static async Task<int> LowResolutionAsync(VideoSource source, VideoReaderOptions options, CancellationToken cancellationToken)
    {
        if (options.MaxLongSide is not { } side || source.Kind != VideoSourceKind.File) return 0;
        var info = await VideoProbe.ReadAsync(source.Name, options.FfmpegPath, cancellationToken).ConfigureAwait(false);
        return LowResolution.For(info.Codec, Math.Max(info.Width, info.Height), side);
    }
}
