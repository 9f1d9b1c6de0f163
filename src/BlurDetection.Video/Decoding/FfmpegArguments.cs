using System.Globalization;

namespace BlurDetection.Video;

/// <summary>Writes ffmpeg's command line for reading frames.</summary>
internal static class FfmpegArguments
{
    /// <summary>The name of the filter whose log gives each frame's header.</summary>
    public const string HeaderFilter = "showinfo@frame";

    /// <summary>The name of the filter whose log shows that frames arrive, chosen or not.</summary>
    public const string PulseFilter = "showinfo@pulse";

    // Every 8-bit layout with a plane of luma: other layouts are converted, these are not.
    private const string PlanarLuma =
        "yuv420p|yuvj420p|yuv422p|yuvj422p|yuv444p|yuvj444p|yuv411p|yuvj411p|yuv410p|yuv440p|yuvj440p";

    private static readonly TimeSpan IoGrace = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<string> Read(VideoSource source, VideoReaderOptions options, int lowResolution, bool pulse) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info",
        .. Input(source, options, lowResolution),
        "-map", "0:v:0", "-an", "-sn", "-dn",
        "-vf", Filters(options, pulse),
        // Without it ffmpeg repeats and drops frames to keep a constant rate.
        "-fps_mode", "passthrough",
        "-f", "rawvideo", "pipe:1",
    ];

    /// <summary>The arguments up to and with the input.</summary>
    public static IEnumerable<string> Input(VideoSource source, VideoReaderOptions options, int lowResolution = 0)
    {
        if (options.DecoderThreads > 0) foreach (var argument in Pair("-threads", options.DecoderThreads)) yield return argument;
        if (options.Sampling.KeyFramesOnly) foreach (var argument in Pair("-skip_frame", "nokey")) yield return argument;
        if (lowResolution > 0) foreach (var argument in Pair("-lowres", lowResolution)) yield return argument;
        if (options.Start > TimeSpan.Zero) foreach (var argument in Pair("-ss", Seconds(options.Start))) yield return argument;
        // The first frame of RTSP has no time stamp, so that ffmpeg takes the second for the beginning, and gives both one time.
        if (source.IsRtsp && options.Start == TimeSpan.Zero) yield return "-copyts";
        // A program that is killed while its camera is silent cannot end ffmpeg any more: ffmpeg then ends by itself, a little later
        // than the reader would have ended it.
        if (source.IsRtsp || source.IsHttp)
            foreach (var argument in Pair(source.IsRtsp ? "-timeout" : "-rw_timeout",
                (long)((options.StallTimeout ?? source.StallTimeout!.Value) + IoGrace).TotalMicroseconds))
                yield return argument;
        if (options.Duration is { } duration) foreach (var argument in Pair("-t", Seconds(duration))) yield return argument;
        foreach (var argument in Format(source, options)) yield return argument;
        yield return "-i";
        yield return source.FfmpegInput;
    }

    public static string Bwdif(Deinterlacing deinterlacing) =>
        $"bwdif=mode=send_frame:deint={(deinterlacing == Deinterlacing.Always ? "all" : "interlaced")}";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Format(VideoSource source, VideoReaderOptions options) => source.Kind switch
    {
        VideoSourceKind.Device => Pair("-f", options.InputFormat!),
        VideoSourceKind.Glob or VideoSourceKind.Sequence =>
        [
            "-f", "image2", "-pattern_type", source.Kind == VideoSourceKind.Glob ? "glob" : "sequence",
            "-framerate", options.SequenceFrameRate.ToString("0.######", CultureInfo.InvariantCulture),
        ],
        // UDP loses packets, which look like blur.
        VideoSourceKind.Address when source.IsRtsp => Pair("-rtsp_transport", "tcp"),
        _ => [],
    };

    private static string Filters(VideoReaderOptions options, bool pulse)
    {
        List<string> filters = [];
        if (pulse) filters.Add($"{PulseFilter}=checksum=0");
        if (options.Deinterlacing != Deinterlacing.None) filters.Add(Bwdif(options.Deinterlacing));
        if (options.Sampling.SelectExpression is { } condition) filters.Add($"select='{condition}'");
        if (options.MaxLongSide is { } side)
            filters.Add($"scale=w='if(gte(iw,ih),min(iw,{side}),-1)':h='if(gte(iw,ih),-1,min(ih,{side}))':flags=area");
        filters.Add(options.Chroma ? "scale=out_range=tv,format=nv12" : $"format={PlanarLuma},extractplanes=y");
        filters.Add($"{HeaderFilter}=checksum=0");
        return string.Join(',', filters);
    }

    private static string[] Pair(string name, object value) => [name, Convert.ToString(value, CultureInfo.InvariantCulture)!];
}
