using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>Cuts random scenes out of a sharp image: scaled down first, so that its blur of capture goes, then turned and mirrored
/// in one of the eight ways, each as likely.</summary>
public static class SceneSampler
{
    // Pictures come made smaller by other programs, too.
    private const double OtherKernel = 0.35, FullSize = 0.35;

    /// <summary>Cuts one scene.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="source">Luma, 0..255.</param>
    /// <param name="width">Pixels in a row of the scene.</param>
    /// <param name="height">Rows of the scene.</param>
    /// <param name="greatestReduction">How far the source may be scaled down, 1 or more. Default 3.5.</param>
    /// <param name="greatestSqueeze">How much further one side may be scaled down than the other, 1 or more. Default 1: both alike.</param>
    /// <remarks>A source that is too small is continued by reflection, never enlarged.</remarks>
    public static PlanarImage Sample(
        Random random, PlanarImage source, int width, int height, double greatestReduction = 3.5, double greatestSqueeze = 1)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(source);
        bool turned = random.Chance(0.5);
        (int cutWidth, int cutHeight) = turned ? (height, width) : (width, height);
        double most = Math.Min(greatestReduction, Math.Min((double)source.Width / cutWidth, (double)source.Height / cutHeight));
        // Large pictures are rarely used at full size: what a lens or a sensor softened there must not be taught as sharp.
        // Small ones are seen at full size, the blur of the microscope with them.
        bool small = Math.Max(source.Width, source.Height) <= Preprocessing.Default.LongSide;
        double least = !small && most > 1.5 ? 1.15 : 1, reduction = most <= 1 || (small && random.Chance(FullSize)) ? 1
            : random.LogUniform(Math.Min(least, most), most);
        double squeeze = greatestSqueeze > 1 ? Math.Sqrt(random.LogUniform(1 / greatestSqueeze, greatestSqueeze)) : 1;
        int takeWidth = Math.Min(source.Width, (int)Math.Round(cutWidth * reduction * squeeze)),
            takeHeight = Math.Min(source.Height, (int)Math.Round(cutHeight * reduction / squeeze));
        int left = random.Next(source.Width - takeWidth + 1), top = random.Next(source.Height - takeHeight + 1);
        var cut = new float[takeWidth * takeHeight];
        for (int y = 0; y < takeHeight; y++)
            source.Pixels.Slice((top + y) * source.Width + left, takeWidth).CopyTo(cut.AsSpan(y * takeWidth, takeWidth));
        var scaled = new PlanarImage(1, takeHeight, takeWidth, cut);
        int toWidth = Math.Min(takeWidth, cutWidth), toHeight = Math.Min(takeHeight, cutHeight);
        scaled = random.Chance(OtherKernel) ? Scaling.Average(scaled, toWidth, toHeight) : Scaling.Downscale(scaled, toWidth, toHeight);
        return Place(scaled, width, height, turned, random.Chance(0.5), random.Chance(0.5));
    }

    private static PlanarImage Place(PlanarImage scene, int width, int height, bool turned, bool mirrored, bool upsideDown)
    {
        var result = new float[width * height];
        var pixels = scene.Pixels;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int column = mirrored ? width - 1 - x : x, row = upsideDown ? height - 1 - y : y;
                (int fromX, int fromY) = turned ? (row, column) : (column, row);
                result[y * width + x] =
                    pixels[Convolution.Reflect(fromY, scene.Height) * scene.Width + Convolution.Reflect(fromX, scene.Width)];
            }
        }
        return new PlanarImage(1, height, width, result);
    }
}
