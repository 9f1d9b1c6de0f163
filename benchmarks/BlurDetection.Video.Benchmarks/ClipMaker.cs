using System.Globalization;

namespace BlurDetection.Video.Benchmarks;

/// <summary>Makes clips that pan over a sharp image, with ffmpeg.</summary>
internal static class ClipMaker
{
    // At the fastest two exposures lie two pixels apart: further, and the smear would be a row of sharp copies.
    private const int Oversampling = 40;

    /// <summary>Makes one clip.</summary>
    public static Task MakeAsync(string image, Condition condition, int seed, string path) =>
        MakeAsync(image, condition, condition.Blur(), condition.Encoder, seed, path);

    /// <summary>Makes the same clip as it would be in focus and coded without loss.</summary>
    public static Task MakeReferenceAsync(string image, Condition condition, int seed, string path) =>
        MakeAsync(image, condition, "null", "-c:v ffv1", seed, path);

    private static async Task MakeAsync(string image, Condition condition, string blur, string encoder, int seed, string path)
    {
        var (rate, oversampled) = (Condition.Rate, condition == Condition.Shake ? Oversampling : condition == Condition.Interlaced ? 2 : 1);
        // With chroma at full size crop takes odd offsets too. The image is large enough that the pan stays inside.
        var fit = $"scale=w='if(gte(iw/ih,4/3),-2,960)':h='if(gte(iw/ih,4/3),720,-2)':flags=lanczos";
        var x = condition == Condition.Shake
            ? string.Create(CultureInfo.InvariantCulture,
                $"100+20*t+between(t,2,3.999)*{Condition.ShakeAmplitude}*sin(2*PI*{Condition.ShakeFrequency}*t)")
            : "60+20*t";
        // The mean of 20 exposures, in two steps, since tmix computes frames that are not chosen too.
        var exposure = condition == Condition.Shake
            ? ",tmix=frames=4,select='not(mod(n,4))',tmix=frames=5,select='not(mod(n,10))'" : "";
        var needsMask = condition.Filters.Contains("MASK", StringComparison.Ordinal);
        var mask = path + ".pgm";
        if (needsMask) LensMask.Write(mask, condition.Name == "raindrops", seed);
        // The image is decoded and scaled once, then repeated.
        var filters = $"[0:v]{fit},format=yuv444p,loop=loop=-1:size=1,setpts=N/(FRAME_RATE*TB)," +
            $"crop={Condition.Width}:{Condition.Height}:x='{x}':y=100{exposure},format=yuv420p," +
            $"{blur},{condition.Filters.Replace("MASK", "[1:v]format=yuv420p")}[v]";
        string[] second = needsMask ? ["-loop", "1", "-framerate", $"{rate}", "-i", mask] : [];
        await FfmpegRun.OutputAsync(
            null,
            [
                "-framerate", $"{rate * oversampled}", "-i", image, .. second, "-filter_complex", filters, "-map", "[v]",
                "-t", $"{Condition.Seconds}", "-fps_mode", "passthrough", .. encoder.Split(' '), path,
            ],
            image, CancellationToken.None);
    }
}
