using System.Globalization;

namespace BlurDetection.Video.Benchmarks;

/// <summary>Makes clips that pan over a sharp picture, with ffmpeg.</summary>
internal static class ClipMaker
{
    // At the fastest two exposures lie two pixels apart: further, and the smear would be a row of sharp copies.
    private const int Oversampling = 40;

    /// <summary>Makes one clip.</summary>
    public static async Task MakeAsync(string picture, Condition condition, int seed, string path)
    {
        var (rate, oversampled) = (Condition.Rate, condition == Condition.Shake ? Oversampling : condition == Condition.Interlaced ? 2 : 1);
        // With chroma at full size crop takes odd offsets too. The picture is large enough that the pan stays inside.
        var fit = $"scale=w='if(gte(iw/ih,4/3),-2,960)':h='if(gte(iw/ih,4/3),720,-2)':flags=lanczos";
        var x = condition == Condition.Shake
            ? string.Create(CultureInfo.InvariantCulture,
                $"100+20*t+between(t,2,3.999)*{Condition.ShakeAmplitude}*sin(2*PI*{Condition.ShakeFrequency}*t)")
            : "60+20*t";
        var exposure = condition == Condition.Shake
            ? $",tmix=frames={(int)(Condition.Exposure * rate * oversampled)},select='not(mod(n,{oversampled}))'" : "";
        var needsMask = condition.Filters.Contains("MASK", StringComparison.Ordinal);
        var mask = path + ".pgm";
        if (needsMask) LensMask.Write(mask, condition.Name == "raindrops", seed);
        var filters = $"[0:v]{fit},format=yuv444p,crop={Condition.Width}:{Condition.Height}:x='{x}':y=100{exposure},format=yuv420p," +
            $"{condition.Blur()},{condition.Filters.Replace("MASK", "[1:v]format=yuv420p")}[v]";
        string[] second = needsMask ? ["-loop", "1", "-framerate", $"{rate}", "-i", mask] : [];
        await FfmpegRun.OutputAsync(
            null,
            [
                "-loop", "1", "-framerate", $"{rate * oversampled}", "-i", picture, .. second, "-filter_complex", filters, "-map", "[v]",
                "-t", $"{Condition.Seconds}", "-fps_mode", "passthrough", .. condition.Encoder.Split(' '), path,
            ],
            picture, CancellationToken.None);
    }
}
