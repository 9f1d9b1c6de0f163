using System.Globalization;
using System.Text;
using BlurDetection.Imaging;

namespace BlurDetection.Video.Benchmarks;

/// <summary>What people use today.</summary>
internal static class Anchors
{
    /// <summary>ffmpeg's blurdetect, frame by frame; NaN where it gives none.</summary>
    public static async Task<double[]> BlurDetectAsync(string path, bool deinterlace)
    {
        var filters = (deinterlace ? "bwdif=mode=send_frame:deint=interlaced," : "") + "blurdetect,metadata=print:key=lavfi.blur:file=-";
        var text = Encoding.UTF8.GetString(await FfmpegRun.OutputAsync(null,
            ["-i", path, "-vf", filters, "-fps_mode", "passthrough", "-f", "null", "-"], path, CancellationToken.None));
        return [.. text.Split('\n').Where(line => line.StartsWith("lavfi.blur=", StringComparison.Ordinal))
            .Select(line => double.TryParse(line[11..], CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
    }

    /// <summary>The variance of the Laplacian (Pech-Pacheco et al., 2000), with OpenCV's 3x3 kernel.</summary>
    public static double LaplacianVariance(in PixelBuffer pixels)
    {
        var luma = pixels.Pixels.Span;
        var (width, height) = (pixels.Width, pixels.Height);
        double sum = 0, squares = 0;
        for (var y = 1; y < height - 1; y++)
            for (var x = 1; x < width - 1; x++)
            {
                var at = y * pixels.Stride + x;
                double value = luma[at - 1] + luma[at + 1] + luma[at - pixels.Stride] + luma[at + pixels.Stride] - 4 * luma[at];
                sum += value;
                squares += value * value;
            }
        var count = (double)(width - 2) * (height - 2);
        return squares / count - sum / count * (sum / count);
    }
}
