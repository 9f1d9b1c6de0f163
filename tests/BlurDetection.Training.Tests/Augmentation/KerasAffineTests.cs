using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Augmentation;

namespace BlurDetection.Training.Tests.Augmentation;

public sealed class KerasAffineTests
{
    [Theory]
    [InlineData(12, 0.3, 1, 1)]
    [InlineData(-15, -0.3, 0.7, 1.3)]
    [InlineData(0, 0, 1.3, 0.8)]
    [InlineData(180, 45, 1, 1)]
    public void PixelsComeFromWhereKerasTakesThem(double degrees, double shearDegrees, double zoomRows, double zoomColumns)
    {
        PlanarImage image = Images.Colours(31, 24, seed: 1);
        double theta = degrees * Math.PI / 180, shear = shearDegrees * Math.PI / 180;
        // apply_affine_transform: rotation, then shear, then zoom, about (h / 2 - 0.5, w / 2 - 0.5); scipy maps output to input
        double[,] m = Product(Product(
            new[,] { { Math.Cos(theta), -Math.Sin(theta), 0 }, { Math.Sin(theta), Math.Cos(theta), 0 }, { 0, 0, 1 } },
            new[,] { { 1, -Math.Sin(shear), 0 }, { 0, Math.Cos(shear), 0 }, { 0, 0, 1 } }),
            new[,] { { zoomRows, 0, 0 }, { 0, zoomColumns, 0 }, { 0, 0, 1 } });
        (double cy, double cx) = (24 / 2.0 - 0.5, 31 / 2.0 - 0.5);
        m = Product(Product(new[,] { { 1, 0, cy }, { 0, 1, cx }, { 0, 0, 1 } }, m), new[,] { { 1, 0, -cy }, { 0, 1, -cx }, { 0, 0, 1 } });

        PlanarImage warped = KerasAffine.Transform(image, theta, shear, zoomRows, zoomColumns);
        for (int c = 0; c < 3; c++)
            for (int y = 0; y < 24; y++)
                for (int x = 0; x < 31; x++)
                {
                    double row = Math.Clamp(m[0, 0] * y + m[0, 1] * x + m[0, 2], 0, 23),
                        column = Math.Clamp(m[1, 0] * y + m[1, 1] * x + m[1, 2], 0, 30);
                    // 32-bit weights on values to 255
                    Assert.Equal(Bilinear(image, c, row, column), warped.Pixels[(c * 24 + y) * 31 + x], 0.01);
                }
    }

    [Fact]
    public void ValidationOnlyFlips()
    {
        PlanarImage image = Images.Colours(8, 8, seed: 2);
        for (int seed = 0; seed < 16; seed++)
        {
            PlanarImage flipped = AugmentationPipeline.NotebookValidation.Apply(image, new Random(seed));
            Assert.Equal(image.Pixels.ToArray().Order(), flipped.Pixels.ToArray().Order());
        }
    }

    [Fact]
    public void ChanceStaysInsideTheNotebooksRangesAndFlipsHalf()
    {
        // a ramp in each direction tells the zoom: the slope of the warped ramp is the factor
        PlanarImage ramp = Images.Of(64, 64, (x, _) => x);
        int mirrored = 0;
        List<double> slopes = [];
        for (int seed = 0; seed < 400; seed++)
        {
            PlanarImage warped = new KerasAffine
            {
                RotationDegrees = 0,
                ShearDegrees = 0,
                VerticalFlip = false,
            }.Apply(ramp, new Random(seed));
            double slope = (warped.Pixels[32 * 64 + 36] - warped.Pixels[32 * 64 + 28]) / 8;
            if (slope < 0) mirrored++;
            slopes.Add(Math.Abs(slope));
        }
        Assert.InRange(mirrored, 160, 240); // four standard deviations about 200
        Assert.InRange(slopes.Min(), 0.699, 0.72);
        Assert.InRange(slopes.Max(), 1.28, 1.301);
    }

    private static double Bilinear(PlanarImage image, int c, double row, double column)
    {
        (int top, int left) = ((int)row, (int)column);
        double At(int y, int x) =>
            image.Pixels[(c * image.Height + Math.Min(y, image.Height - 1)) * image.Width + Math.Min(x, image.Width - 1)];
        (double v, double u) = (row - top, column - left);
        return (1 - v) * ((1 - u) * At(top, left) + u * At(top, left + 1)) + v * ((1 - u) * At(top + 1, left) + u * At(top + 1, left + 1));
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var product = new double[3, 3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                for (int k = 0; k < 3; k++) product[i, j] += a[i, k] * b[k, j];
        return product;
    }
}
