using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using Xunit;

namespace BlurDetection.Tests.Imaging;

public class AreaDownscalerTests
{
    private const double Rounding = 2e-4; // float sums of values up to 255

    [Theory]
    [InlineData(100, 80, 50, 40)]
    [InlineData(101, 77, 50, 38)]
    [InlineData(1008, 756, 960, 720)]
    [InlineData(997, 13, 331, 4)]
    [InlineData(33, 700, 31, 699)]
    [InlineData(640, 480, 1, 1)]
    [InlineData(17, 5, 17, 2)]
    [InlineData(17, 5, 3, 5)]
    [InlineData(4032, 9, 960, 2)]
    public void AveragesExactlyTheAreaThatAPixelCovers(int sourceWidth, int sourceHeight, int width, int height)
    {
        var source = Noise(sourceWidth * sourceHeight);
        var expected = PlanarReference.AreaAverage(source.Select(v => (double)v).ToArray(), sourceWidth, sourceHeight, width, height);

        var scaled = new PlanarImage(1, height, width, new float[width * height]);
        AreaDownscaler.Scale(source, sourceWidth, sourceHeight, width, height, scaled.Buffer);

        Assert.InRange(PlanarReference.Difference(scaled, expected).Largest, 0, Rounding);
    }

    [Fact]
    public void BytesGiveTheSameAsFloats()
    {
        var source = Noise(301 * 97);
        var bytes = source.Select(v => (byte)v).ToArray();
        var (fromFloats, fromBytes) = (new float[100 * 50], new float[100 * 50]);
        AreaDownscaler.Scale(bytes.Select(b => (float)b).ToArray(), 301, 97, 100, 50, fromFloats);
        using var scaler = new AreaDownscaler(301, 97, 100, 50, fromBytes);
        for (var y = 0; y < 97; y++) scaler.AddRow(bytes.AsSpan(y * 301, 301));

        Assert.Equal(fromFloats, fromBytes);
    }

    [Fact]
    public void TheSameSizeIsACopy()
    {
        var source = Noise(37 * 21);
        var copy = new float[source.Length];
        AreaDownscaler.Scale(source, 37, 21, 37, 21, copy);
        Assert.Equal(source, copy);
    }

    [Theory]
    [InlineData(Resampling.Area)]
    [InlineData(Resampling.Lanczos3)]
    public void TheSameSizeIsACopyOfEachByte(Resampling resampling)
    {
        byte[] bytes = [.. Enumerable.Range(0, 301 * 5).Select(i => (byte)(i * 7))];
        var copy = new float[bytes.Length];
        using var scaler = PlaneScaler.Create(resampling, 301, 5, 301, 5, copy);
        for (var y = 0; y < 5; y++) scaler.AddRow(bytes.AsSpan(y * 301));

        Assert.Equal(bytes.Select(value => (float)value), copy);
    }

    [Fact]
    public void WhiteStaysWithinRange()
    {
        var scaled = new float[719 * 333];
        AreaDownscaler.Scale(Enumerable.Repeat(255f, 1000 * 500).ToArray(), 1000, 500, 719, 333, scaled);
        Assert.All(scaled, value => Assert.InRange(value, 255f - 1e-3f, 255f));
    }

    [Fact]
    public void ASideThatMustGrowIsInterpolatedBetweenPixelCentres()
    {
        var scaled = new float[4 * 4];
        AreaDownscaler.Scale([0, 100, 200, 40], 2, 2, 4, 4, scaled);
        Assert.Equal([0, 25, 75, 100], scaled[..4].Select(v => (int)MathF.Round(v)));
        Assert.Equal([200, 160, 80, 40], scaled[12..].Select(v => (int)MathF.Round(v)));
        Assert.Equal(50, scaled[4]); // a quarter of the way from 0 to 200
    }

    [Fact]
    public void OnePixelCanBecomeASquare()
    {
        var scaled = new float[9];
        AreaDownscaler.Scale([77], 1, 1, 3, 3, scaled);
        Assert.All(scaled, value => Assert.Equal(77, value));
    }

    [Fact]
    public void LeftoversInPooledMemoryNeverShow()
    {
        var dirty = System.Buffers.ArrayPool<float>.Shared.Rent(1024);
        Array.Fill(dirty, float.NaN);
        System.Buffers.ArrayPool<float>.Shared.Return(dirty);
        var scaled = new float[300 * 7];
        AreaDownscaler.Scale(Noise(1000 * 10), 1000, 10, 300, 7, scaled);
        Assert.DoesNotContain(scaled, float.IsNaN);
    }

    private static float[] Noise(int length)
    {
        var random = new Random(7);
        return Enumerable.Range(0, length).Select(_ => (float)random.Next(256)).ToArray();
    }
}
