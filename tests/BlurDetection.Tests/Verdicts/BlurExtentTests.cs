using BlurDetection.Models;
using BlurDetection.Synthesis.Optics.Psf;
using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class BlurExtentTests
{
    private static BlurMap Certain(params float[] certainty) => new(certainty.Length, 1, new float[certainty.Length], certainty);

    // In every cell the same four widths.
    private static DirectionalWidths Widths(int cells, params double[] widths) =>
        new(cells, 1, [.. widths.SelectMany(width => Enumerable.Repeat((float)Math.Log2(width), cells))]);

    // What a streak of this length looks like along each direction: wide along, one pixel across.
    private static double[] Streak(double length, double degreesUpwards) =>
        [.. new[] { 0, 45, 90, 135 }.Select(direction =>
            Math.Sqrt(1 + (length * length - 1) * Math.Pow(Math.Cos((direction + degreesUpwards) * Math.PI / 180), 2)))];

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(45)]
    [InlineData(67)]
    [InlineData(90)]
    [InlineData(135)]
    [InlineData(179)]
    public void AStreakIsAsLongAsItIsAndLiesAsItLies(double degrees)
    {
        var extent = BlurExtent.Of(Widths(3, Streak(12, degrees)), Certain(1, 1, 1), 1, 1)!.Value;
        Assert.Equal(12, extent.Width, 1e-3);
        Assert.Equal(1, extent.AcrossWidth, 1e-3);
        Assert.Equal(degrees, extent.Angle, 1e-2);
        Assert.True(extent.IsElongated);
    }

    [Fact]
    public void DownToTheRightIs135DegreesAsSeen()
    {
        // The second direction runs down to the right.
        var extent = BlurExtent.Of(Widths(1, 5, 7, 5, 1), Certain(1), 1, 1)!.Value;
        Assert.Equal(135, extent.Angle, 1e-6);
    }

    [Fact]
    public void ADiskHasNoDirection()
    {
        var extent = BlurExtent.Of(Widths(2, 6, 6, 6, 6), Certain(1, 1), 1, 1)!.Value;
        Assert.Equal(6, extent.Width, 1e-4);
        Assert.False(extent.IsElongated);
    }

    [Fact]
    public void WidthsGrowWithThePictureButASharpPointStaysOnePixel()
    {
        Assert.Equal(Math.Sqrt(1 + 35 * 16), BlurExtent.Of(Widths(1, 6, 6, 6, 6), Certain(1), 4, 4)!.Value.Width, 1e-3);
        Assert.Equal(1, BlurExtent.Of(Widths(1, 1, 1, 1, 1), Certain(1), 4, 4)!.Value.Width, 1e-6);
    }

    [Fact]
    public void ASqueezedPictureTurnsTheStreakBack()
    {
        // Squeezed to half its width, a streak at 45 degrees stands steeper: atan(2).
        var squeezed = BlurExtent.Of(Widths(1, Streak(100, 180 / Math.PI * Math.Atan(2))), Certain(1), 2, 1)!.Value;
        Assert.Equal(45, squeezed.Angle, 0.1);
        Assert.Equal(100 * Math.Sqrt(8 / 5.0), squeezed.Width, 0.1);
    }

    [Fact]
    public void EachPlaceCountsAsMuchAsItIsCertain()
    {
        var halves = new DirectionalWidths(2, 1, [.. Enumerable.Repeat(new[] { 0f, 4f }, 4).SelectMany(pair => pair)]);
        Assert.Equal(16, BlurExtent.Of(halves, Certain(0, 1), 1, 1)!.Value.Width, 1e-3);
        Assert.Equal(4, BlurExtent.Of(halves, Certain(0.5f, 0.5f), 1, 1)!.Value.Width, 1e-3);
        Assert.Null(BlurExtent.Of(halves, Certain(0, 0), 1, 1));
        // A finer map over the same picture.
        Assert.InRange(BlurExtent.Of(halves, Certain(0, 0, 1, 1), 1, 1)!.Value.Width, 12, 16);
    }

    [Fact]
    public void APointSpreadFunctionThatWasMeasuredGivesItsOwnDirection()
    {
        foreach (double degrees in new[] { 0.0, 30, 45, 75, 110, 160 })
        {
            var weights = new float[41 * 41];
            for (double at = -9; at <= 9; at += 0.05)
            {
                int x = (int)Math.Round(20 + at * Math.Cos(degrees * Math.PI / 180)),
                    y = (int)Math.Round(20 - at * Math.Sin(degrees * Math.PI / 180));
                weights[y * 41 + x]++;
            }
            var psf = new PointSpreadFunction(41, weights);
            var extent = BlurExtent.Of(Widths(1, [.. psf.DirectionalWidths]), Certain(1), 1, 1)!.Value;
            double off = Math.Abs(extent.Angle - degrees) % 180;
            Assert.InRange(Math.Min(off, 180 - off), 0, 4);
            // 12 measured directions and pixels as points: the true length is 18 to 19.
            Assert.InRange(extent.Width, 16, 21);
        }
    }
}
