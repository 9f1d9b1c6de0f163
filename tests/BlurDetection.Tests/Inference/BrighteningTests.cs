using BlurDetection.Inference;
using BlurDetection.Models;
using BlurDetection.Onnx;

namespace BlurDetection.Tests.Inference;

public sealed class BrighteningTests
{
    private const int Width = 70, Height = 50;
    private static readonly Brightening Usual = new(180, 2);

    [Theory]
    [InlineData(255, 1)]
    [InlineData(180, 1)]
    [InlineData(144, 1.25)]
    [InlineData(90, 2)]
    [InlineData(20, 2)]
    [InlineData(0, 2)]
    public void TheBrightestPlaceReachesTheLevelUnlessItIsTooDark(float brightest, float gain)
    {
        float[] luma = new float[Width * Height];
        luma.AsSpan(32 * Width + 16, 16).Fill(brightest);

        Assert.Equal(gain, Usual.Gain(luma, Width, Height), 1e-5f);
    }

    [Fact]
    public void OneBrightPixelCountsForASixteenth()
    {
        float[] luma = new float[Width * Height];
        Array.Fill(luma, 120f);
        luma[16 * Width + 20] = 248;

        Assert.Equal(180f / 128, Usual.Gain(luma, Width, Height), 1e-5f);
    }

    // The rest of a row is completed by black.
    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(16, 1, 1)]
    [InlineData(9, 40, 180f / 135)]
    [InlineData(100, 3, 1)]
    public void SmallImagesAreMeasuredToo(int width, int height, float gain)
    {
        float[] luma = new float[width * height];
        Array.Fill(luma, 240f);

        Assert.Equal(gain, Usual.Gain(luma, width, height), 1e-5f);
    }

    [SkippableFact]
    public void TheGraphsFirstLayersSeeTheBrighterImage()
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        float[] luma = [.. Enumerable.Range(0, Width * Height).Select(i => i % Width < 40 ? i * 37 % 101 : 90f)];
        luma[5] = 255; // ends at white
        float[] brighter = [.. luma.Select(value => Math.Min(255, 2 * value))];
        var stem = StemPattern.Cut(ModelProto.Parser.ParseFrom(EmbeddedModel.ReadOnnx()).Graph);

        Assert.NotNull(stem);
        Assert.Equal(Run(stem.Run, brighter), Run(stem.Run, luma));
        Assert.Equal(Run(stem.RunWithAvx2, brighter), Run(stem.RunWithAvx2, luma));
        Assert.NotEqual(Run(stem.Run, [.. brighter.Select(value => value / 4)]), Run(stem.Run, luma));
    }

    private delegate void Convolutions(ReadOnlySpan<float> luma, int width, int height, Span<byte> output);

    private static byte[] Run(Convolutions run, float[] luma)
    {
        byte[] output = new byte[StemConvolutions.Cells(Width) * StemConvolutions.Cells(Height) * StemConvolutions.Channels];
        run(luma, Width, Height, output);
        return output;
    }
}
