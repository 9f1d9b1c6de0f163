using BlurDetection.Synthesis.Optics.Psf;

namespace BlurDetection.Synthesis.Tests;

public class PointSpreadFunctionTests
{
    [Fact]
    public void NoBlurIsOnePixelWide() => Assert.Equal(1, PointSpreadFunction.Identity.VisibleWidth, 6);

    // The formulas of the documentation; sampling on a pixel grid costs a few per cent.
    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void ADiskIsAsWideAsItsFormulaSays(double radius) =>
        Assert.Equal(1.85 * radius, DefocusPsf.Disk(radius).VisibleWidth, 0.06 * 1.85 * radius);

    [Theory]
    [InlineData(1.5)]
    [InlineData(4)]
    public void AGaussianIsAsWideAsItsFormulaSays(double sigma) =>
        Assert.Equal(3.54 * sigma, GaussianPsf.Create(sigma).VisibleWidth, 0.06 * 3.54 * sigma);

    [Theory]
    [InlineData(10, 0)]
    [InlineData(20, 0.7)]
    public void AStraightStreakIsAsWideAsItIsLong(double length, double angle) =>
        Assert.Equal(length, MotionPsf.Straight(length, angle).VisibleWidth, 0.12 * length);

    // A streak is as wide as it is long along itself, and a pixel or two across, where it falls between pixels.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AStraightStreakIsWideAlongTheMotionAndNarrowAcrossIt(int direction)
    {
        var widths = MotionPsf.Straight(16, direction * Math.PI / 4).DirectionalWidths;

        Assert.Equal(16, widths[direction], 0.12 * 16);
        Assert.InRange(widths[(direction + 2) % 4], 1, 2.5);
    }

    [Fact]
    public void ADiskIsAsWideInEveryDirection() =>
        Assert.All(DefocusPsf.Disk(8).DirectionalWidths, width => Assert.Equal(1.85 * 8, width, 0.06 * 1.85 * 8));

    [Fact]
    public void ASharpPeakWithAFaintTailStaysNarrow()
    {
        var path = new List<(double, double, double)> { (0, 0, 100) };
        for (int i = 1; i <= 20; i++) path.Add((i, 0, 1));

        // An even streak of this length would be 20 wide; the peak itself falls between two pixels.
        Assert.InRange(MotionPsf.FromPath(path).VisibleWidth, 1, 4);
    }

    [Fact]
    public void WeightsSumToOne()
    {
        foreach (var psf in new[] { DefocusPsf.Polygon(5, 6), DefocusPsf.Airy(4),
            MotionPsf.FromPath(CameraShakePath.Create(new Random(3), 0.5, 1)) })
            Assert.Equal(1, psf.Weights.Sum(weight => (double)weight), 5);
    }

    [Fact]
    public void AnEvenGridIsRefused() => Assert.Throws<ArgumentException>(() => new PointSpreadFunction(2, [1, 1, 1, 1]));
}
