using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class EdgeProfileTests
{
    private const int Width = 240, Height = 200;

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1.1)]
    public void StepIsOnePixelWideWhateverItsDirection(double angle)
    {
        var profile = Of((x, y) => Math.Clamp(128 + 200 * Across(x, y, angle), 20, 230));

        Assert.InRange(profile.Median, 0.7, 1.5);
        Assert.InRange(profile.High, profile.Median, 2.05);
        Assert.True(profile.Clean > 0.9);
    }

    [Theory]
    [InlineData(1.5, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 0.7)]
    [InlineData(5, 0.3)]
    public void GaussianStepIsTwoAndAHalfSigmaWide(double sigma, double angle)
    {
        var profile = Of((x, y) => 128 + 100 * Math.Tanh(Across(x, y, angle) / sigma * 0.8)); // within 0.02 of the error function

        Assert.Equal(2.5 * sigma, profile.Median, 0.12 * 2.5 * sigma);
    }

    [Fact]
    public void NoiseLeavesNoEdgeClean()
    {
        var random = new Random(3);
        var profile = Of((x, _) => (x < Width / 2 ? 40 : 200) + random.NextDouble() * 4);

        Assert.True(profile.Count > 20);
        Assert.True(profile.Clean < 0.1);
    }

    [Fact]
    public void SpreadIsTheShareOfPartsThatHoldEdges()
    {
        Assert.Equal(0.125, Of((x, _) => x < 100 ? 40 : 200).Spread); // one column of eight
        Assert.True(Of((x, _) => x / 10 % 2 == 0 ? 40 : 200).Spread > 0.95);
    }

    [Fact]
    public void ImageWithoutEdgesHasNone()
    {
        Assert.Equal(default, Of((x, y) => 20 + 0.5 * x + 0.3 * y));
        Assert.Equal(default, EdgeProfile.Of(new LumaPlane([5f], 1, 1, 1)));
    }

    private static double Across(int x, int y, double angle) =>
        (x + 0.5 - Width / 2) * Math.Cos(angle) + (y + 0.5 - Height / 2) * Math.Sin(angle);

    private static EdgeProfile Of(Func<int, int, double> luma) => EdgeProfile.Of(new LumaPlane(
        [.. Enumerable.Range(0, Width * Height).Select(i => (float)luma(i % Width, i / Width))], 1, Width, Height));
}
