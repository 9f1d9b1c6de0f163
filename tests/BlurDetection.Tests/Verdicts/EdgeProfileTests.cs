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

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void SharpeningOfABlurredStepLeavesHalosOnBothSides(double amount)
    {
        const double sigma = 2;
        double Step(double x, double width) => 128 + 60 * Math.Tanh(x / width * 0.8);

        var profile = Of((x, y) => (1 + amount) * Step(Across(x, y, 0), sigma) - amount * Step(Across(x, y, 0), sigma * 1.5));

        Assert.InRange(profile.Halos, 0.7, 1);
        Assert.Equal(profile.Median, profile.HaloMedian, 0.2);
        Assert.InRange(profile.HaloMedian, sigma, 2.5 * sigma); // steeper than it was
    }

    [Fact]
    public void StepsAndWavesHaveNoHalos()
    {
        Assert.Equal((0, 0), Halos(Of((x, y) => 128 + 60 * Math.Tanh(Across(x, y, 0) / 3))));
        Assert.Equal((0, 0), Halos(Of((x, _) => 128 + 60 * Math.Sin(x / 3.0)))); // they fall back by all of their height

        static (double, double) Halos(EdgeProfile profile) => (profile.Halos, profile.HaloMedian);
    }

    [Fact]
    public void SomeRowsTellTheSame()
    {
        var pixels = Pixels((x, y) => Math.Clamp(128 + 200 * Across(x, y, 0), 20, 230));
        EdgeProfile all = EdgeProfile.Of(new LumaPlane(pixels, 1, Width, Height)),
            some = EdgeProfile.OfSomeRows(new LumaPlane(pixels, 1, Width, Height), 0);

        Assert.Equal(all.Median, some.Median);
        Assert.InRange(some.Count, all.Count / 5, all.Count / 3); // the columns cross no edge
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

    [Theory]
    [InlineData(241, 200)]
    [InlineData(16, 37)]
    [InlineData(67, 9)]
    [InlineData(3, 90)]
    [InlineData(90, 3)]
    public void MeasuresWhatAPlainWalkAlongEachLineDoes(int width, int height)
    {
        var random = new Random(width);
        float[] luma = [.. Enumerable.Range(0, width * height).Select(i => // blocks of flat grey, some steps smoothed, and noise in places
            (i % width / 7 + i / width / 5) % 3 * 90f + (i % width % 7 == 0 ? 40 : 0) + (i % 11 == 0 ? random.NextSingle() * 60 : 0))];

        var profile = EdgeProfile.Of(new LumaPlane(luma, 1, width, height));

        Assert.True(profile.Count > 0);
        Assert.Equal(PlainWalk(luma, width, height), profile);
    }

    private static EdgeProfile PlainWalk(float[] luma, int width, int height)
    {
        using var sums = new EdgeSums();
        for (int y = 1; y < height - 1; y += 4) Walk(y * width, 1, width, width);
        for (int x = 1; x < width - 1; x += 4) Walk(x, width, 1, height);
        return new EdgeProfile(sums.Count, sums.Clean, sums.Quantile(0.1), sums.Quantile(0.5), sums.Quantile(0.9),
            System.Numerics.BitOperations.PopCount(sums.Parts) / 64.0, sums.Halos, sums.HaloQuantile(0.5));

        void Walk(int start, int along, int beside, int length)
        {
            float[] line = [.. Enumerable.Range(0, length).Select(i => luma[start + i * along])];
            float Step(int i) => line[i + 1] - line[i];
            bool IsEven(int first) => Enumerable.Range(first, 3).All(i => Math.Abs(Step(i)) <= 0.25f);
            for (int i = 1; i + 2 < length; i++)
            {
                float size = Math.Abs(Step(i));
                if (size <= 6 || size < Math.Abs(Step(i - 1)) || size <= Math.Abs(Step(i + 1))) continue;
                int from = i, to = i + 1, sign = Math.Sign(Step(i));
                while (from > 0 && sign * Step(from - 1) > 0.25f) from--;
                while (to + 1 < length && sign * Step(to) > 0.25f) to++;
                float rise = sign * (line[to] - line[from]);
                if (rise < 24) continue;
                int at = start + i * along, next = at + along;
                float across = (luma[at + beside] - luma[at - beside] + luma[next + beside] - luma[next - beside]) / 4;
                float tilt = size / MathF.Sqrt(size * size + across * across);
                int reach = (int)(3 * rise / size) + 2, after = to, before = from;
                while (after + 1 < length && after - to < reach && sign * Step(after) < 0) after++;
                while (before > 0 && from - before < reach && sign * Step(before - 1) < 0) before--;
                bool hasHalos = (sign * (line[to] - line[after]) / rise) is >= 0.04f and < 0.4f
                    && (sign * (line[before] - line[from]) / rise) is >= 0.04f and < 0.4f;
                sums.Add(rise / size * tilt, rise * tilt, from >= 3 && to + 3 < length && IsEven(from - 3) && IsEven(to), hasHalos,
                    at % width, at / width, new LumaPlane(luma, 1, width, height));
            }
        }
    }

    private static double Across(int x, int y, double angle) =>
        (x + 0.5 - Width / 2) * Math.Cos(angle) + (y + 0.5 - Height / 2) * Math.Sin(angle);

    private static EdgeProfile Of(Func<int, int, double> luma) => EdgeProfile.Of(new LumaPlane(Pixels(luma), 1, Width, Height));

    private static float[] Pixels(Func<int, int, double> luma) =>
        [.. Enumerable.Range(0, Width * Height).Select(i => (float)luma(i % Width, i / Width))];
}
