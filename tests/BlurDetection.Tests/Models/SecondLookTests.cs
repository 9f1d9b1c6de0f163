using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Models;

public sealed class SecondLookTests
{
    private static readonly BlurClassifierOptions OneLook = new() { FineMap = false };

    [Theory]
    [InlineData(256, 256, 32, 32)]
    [InlineData(250, 203, 32, 26)]
    [InlineData(640, 480, 80, 60)]
    [InlineData(16, 700, 2, 88)]
    [InlineData(15, 700, 1, 44)]
    [InlineData(720, 481, 45, 31)]
    public void SmallPicturesHaveCellsOfHalfTheSide(int width, int height, int columns, int rows)
    {
        using var classifier = BlurClassifier.CreateDefault();
        var map = classifier.Classify(Images.Sharp(width, height)).Map!;

        Assert.Equal((columns, rows), (map.Width, map.Height));
        Assert.All(map.Probability.ToArray(), value => Assert.InRange(value, 0, 1));
        Assert.All(map.Certainty.ToArray(), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void EverythingButTheMapAndWhatIsReadFromItIsOfTheFirstLook()
    {
        using BlurClassifier twice = BlurClassifier.CreateDefault(), once = BlurClassifier.CreateDefault(OneLook);
        var picture = Images.Sharp(320, 240);

        BlurPrediction fine = twice.Classify(picture), plain = once.Classify(picture);

        static BlurPrediction Rest(BlurPrediction prediction) => prediction with
        {
            Map = null,
            ForegroundSharpness = null,
            BackgroundSharpness = null,
            BlurWidth = null,
            MotionAngle = null,
        };
        Assert.Equal(Rest(plain), Rest(fine));
        Assert.Equal((20, 15), (plain.Map!.Width, plain.Map.Height));
        Assert.Equal(plain.Map.Probability.ToArray().Average(), fine.Map!.Probability.ToArray().Average(), 0.05);
    }

    // The network gives a mirrored picture the mirrored map, with an odd number of cells, as in the second look, too;
    // cells that lie where they should keep that.
    [Fact]
    public void AMirroredPictureHasTheMirroredMapAndNotOneACellAside()
    {
        using var classifier = BlurClassifier.CreateDefault();
        float[] luma = HalfBlurred(), mirrored = [.. luma];
        for (int y = 0; y < Side; y++) mirrored.AsSpan(y * Side, Side).Reverse();

        float[] map = MapOf(classifier, luma), other = MapOf(classifier, mirrored);

        const int cells = Side / 8;
        double DifferenceAt(int shift) => Enumerable.Range(0, cells * cells).Where(i => i % cells + shift is >= 0 and < cells)
            .Max(i => Math.Abs(map[i + shift] - other[i - i % cells + cells - 1 - i % cells]));
        Assert.InRange(DifferenceAt(0), 0, 0.006); // int8 rounds a mirrored image otherwise here and there
        Assert.All(new[] { -1, 1 }, shift => Assert.InRange(DifferenceAt(shift), 0.01, 1));
    }

    [Fact]
    public void TheBorderIsMirroredHalfACellWide()
    {
        var image = new PlanarImage(3, 20, 24, [.. Enumerable.Range(0, 3 * 20 * 24).Select(i => (float)i)]);

        var widened = SecondLook.Widened(image);

        Assert.Equal((3, 36, 40), (widened.Channels, widened.Height, widened.Width));
        for (int channel = 0; channel < 3; channel++)
            for (int y = -8; y < 28; y++)
                for (int x = -8; x < 32; x++)
                {
                    int fromX = x < 0 ? -1 - x : x > 23 ? 47 - x : x, fromY = y < 0 ? -1 - y : y > 19 ? 39 - y : y;
                    Assert.Equal(image.Pixels[(channel * 20 + fromY) * 24 + fromX], widened.Pixels[(channel * 36 + y + 8) * 40 + x + 8]);
                }
    }

    // Both looks see the same slope, each at its own places: the mean is that slope.
    [Fact]
    public void TheMeanOfTwoLooksAtASlopeIsTheSlope()
    {
        const int width = 100, height = 70;
        double Slope(double x, double y) => 0.2 + 0.004 * x + 0.002 * y;
        BlurMap Look(int columns, int rows, double offset)
        {
            float[] cells = [.. Enumerable.Range(0, columns * rows)
                .Select(i => (float)Slope(16 * (i % columns) + offset, 16 * (i / columns) + offset))];
            return new BlurMap(columns, rows, cells, cells);
        }

        var map = SecondLook.Mean(new PlanarImage(1, height, width, new float[width * height]), Look(7, 5, 8), Look(8, 6, 0));

        Assert.Equal((13, 9), (map.Width, map.Height));
        for (int y = 1; y < 8; y++)
            for (int x = 1; x < 12; x++)
            {
                Assert.Equal(Slope(8 * x + 4, 8 * y + 4), map.Probability.Span[y * 13 + x], 1e-5);
                Assert.Equal(map.Probability.Span[y * 13 + x], map.Certainty.Span[y * 13 + x]);
            }
    }

    private const int Side = 320;

    private static float[] HalfBlurred()
    {
        using SKBitmap sharp = RenderedImages.Scene(Side, Side), blurred = RenderedImages.Scene(Side, Side, blurSigma: 4);
        return [.. Enumerable.Range(0, Side * Side)
            .Select(i => (float)(i % Side < 140 ? sharp : blurred).GetPixel(i % Side, i / Side).Green)];
    }

    private static float[] MapOf(BlurClassifier classifier, float[] luma) =>
        classifier.Classify(
            new PixelBuffer(luma.Select(value => (byte)value).ToArray(), PixelFormat.Gray8, Side, Side)).Map!.Probability.ToArray();
}
