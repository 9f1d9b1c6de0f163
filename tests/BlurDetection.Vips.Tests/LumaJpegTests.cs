using BlurDetection.Imaging;
using NetVips;

namespace BlurDetection.Vips.Tests;

/// <summary>The luma of progressive JPEGs, which libvips writes.</summary>
public sealed class LumaJpegTests
{
    private static readonly Preprocessing Luma = Preprocessing.Default;

    public static TheoryData<Enums.ForeignSubsample, int> Kinds
    {
        get
        {
            var kinds = new TheoryData<Enums.ForeignSubsample, int>();
            foreach (var sampling in new[] { Enums.ForeignSubsample.On, Enums.ForeignSubsample.Off })
                foreach (var restart in new[] { 0, 3 }) kinds.Add(sampling, restart);
            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void LumaIsThatOfTheSameCoefficientsInOneScan(Enums.ForeignSubsample sampling, int restart)
    {
        byte[] progressive = Jpeg(sampling, restart, true), baseline = Jpeg(sampling, restart, false);
        using LumaJpeg? reduced = LumaJpeg.TryCreate(progressive);
        Assert.NotNull(reduced);
        foreach (var turbo in new[] { true, false })
        {
            var options = new ImageDecoderOptions { AllowTurboJpeg = turbo };
            using DecodedImage expected = ImageDecoder.Decode(baseline, Luma, options);
            using DecodedImage actual = ImageDecoder.Decode(progressive, Luma, options);
            Assert.True(expected.Pixels.Pixels.SequenceEqual(actual.Pixels.Pixels), $"turbo {turbo}");
        }
    }

    [Fact]
    public void TheCopyHoldsTheScansOfLumaAlone()
    {
        byte[] progressive = Jpeg(Enums.ForeignSubsample.Off, 0, true);
        using LumaJpeg? reduced = LumaJpeg.TryCreate(progressive);
        Assert.Equal(10, JpegScanCount.Of(progressive, 100, out _, out double before)); // libjpeg's usual ten
        Assert.Equal(6, JpegScanCount.Of(reduced!.Span, 100, out _, out double after));
        Assert.Equal((14 / 3.0, 6.0), (before, after)); // of luma 6, of chroma 4 and 4
        Assert.True(reduced.Span.Length < progressive.Length / 2, $"{progressive.Length} bytes, {reduced.Span.Length} left");
        Assert.Null(LumaJpeg.TryCreate(progressive.AsSpan(0, progressive.Length - 2)));
        Assert.Null(LumaJpeg.TryCreate(Jpeg(Enums.ForeignSubsample.On, 0, false)));
    }

    private static byte[] Jpeg(Enums.ForeignSubsample sampling, int restart, bool progressive)
    {
        const int Width = 300, Height = 203;
        using Image noise = Image.Gaussnoise(Width, Height, sigma: 40, mean: 128, seed: 1);
        using Image other = Image.Gaussnoise(Width, Height, sigma: 40, mean: 128, seed: 2);
        using Image colours = noise.Bandjoin(other, noise + other - 128).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        return colours.JpegsaveBuffer(q: 90, interlace: progressive, restartInterval: restart, subsampleMode: sampling,
            keep: Enums.ForeignKeep.None);
    }
}
