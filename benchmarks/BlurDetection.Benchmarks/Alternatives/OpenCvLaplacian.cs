using OpenCvSharp;

namespace BlurDetection.Benchmarks.Alternatives;

/// <summary>What people use today: decode to grey, then the variance of the Laplacian.</summary>
internal static class OpenCvLaplacian
{
    // Reused, as whoever measures many images would: fresh pages of this size can cost more than the filter.
    private static readonly Mat Reused = new();

    public static double Full(byte[] encoded) => Variance(encoded, ImreadModes.Grayscale);

    /// <summary>With a fresh matrix for each image, as `cv2.Laplacian(grey, cv2.CV_64F).var()` has it.</summary>
    public static double FullAfresh(byte[] encoded)
    {
        using var grey = Cv2.ImDecode(encoded, ImreadModes.Grayscale);
        using var laplacian = new Mat();
        return Variance(grey, laplacian);
    }

    /// <summary>At the smallest of OpenCV's reduced scales that keeps the long side at 960 or more.</summary>
    public static double Reduced(byte[] encoded, int longSide) => Variance(encoded, (longSide / 960) switch
    {
        >= 8 => ImreadModes.ReducedGrayscale8,
        >= 4 => ImreadModes.ReducedGrayscale4,
        >= 2 => ImreadModes.ReducedGrayscale2,
        _ => ImreadModes.Grayscale,
    });

    private static double Variance(byte[] encoded, ImreadModes mode)
    {
        using var grey = Cv2.ImDecode(encoded, mode);
        return Variance(grey);
    }

    /// <summary>Of an image that is decoded already.</summary>
    public static double Variance(Mat grey) => Variance(grey, Reused);

    private static double Variance(Mat grey, Mat laplacian)
    {
        Cv2.Laplacian(grey, laplacian, MatType.CV_64F);
        Cv2.MeanStdDev(laplacian, out _, out var deviation);
        return deviation.Val0 * deviation.Val0;
    }
}
