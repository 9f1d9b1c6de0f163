using BlurDetection.Imaging;
using BlurDetection.Jpeg;
using NetVips;

namespace BlurDetection.Vips.Tests;

/// <summary>The luma of progressive JPEGs, which libvips writes.</summary>
public sealed class LumaDecoderTests
{
    private static readonly Preprocessing Luma = Preprocessing.Default;

    public static TheoryData<Enums.ForeignSubsample, int, int> Kinds
    {
        get
        {
            var kinds = new TheoryData<Enums.ForeignSubsample, int, int>();
            foreach (var sampling in new[] { Enums.ForeignSubsample.On, Enums.ForeignSubsample.Off })
                foreach (var restart in new[] { 0, 3 })
                    foreach (var longSide in new[] { 300, 140, 70, 30 }) kinds.Add(sampling, restart, longSide); // at 1/1, 1/2, 1/4, 1/8
            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PixelsAreThoseOfTheSameCoefficientsInOneScan(Enums.ForeignSubsample sampling, int restart, int longSide)
    {
        byte[] progressive = Jpeg(sampling, restart, true), baseline = Jpeg(sampling, restart, false);
        var wanted = Luma with { LongSide = longSide };
        using DecodedImage expected = SkiaDecoder.Decode(baseline, ImageFormat.Jpeg, wanted, new ImageDecoderOptions());
        foreach (var jpeg in PairDct.IsSupported ? [progressive, baseline] : new[] { progressive })
        {
            using DecodedImage? actual = LumaDecoder.TryDecode(jpeg, wanted);
            Assert.True(expected.Pixels.Pixels.SequenceEqual(actual!.Pixels.Pixels));
        }
        using DecodedImage? turbo = TurboJpegDecoder.TryDecode(baseline, wanted, long.MaxValue);
        if (turbo is not null) Assert.True(expected.Pixels.Pixels.SequenceEqual(turbo.Pixels.Pixels));
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
