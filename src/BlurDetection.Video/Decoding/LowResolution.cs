namespace BlurDetection.Video;

/// <summary>Which decoders give a smaller image at less cost (ffmpeg's <c>-lowres</c>).</summary>
internal static class LowResolution
{
    private const int Most = 3;
    private static readonly string[] Codecs = ["mjpeg", "mpeg1video", "mpeg2video", "mpeg4", "h263", "flv1", "msmpeg4v3"];

    /// <summary>How often both sides are halved while decoding.</summary>
    public static int For(string codec, int longSide, int wanted)
    {
        if (!Codecs.Contains(codec)) return 0;
        var halvings = 0;
        while (halvings < Most && longSide >> (halvings + 1) >= wanted) halvings++;
        return halvings;
    }
}
