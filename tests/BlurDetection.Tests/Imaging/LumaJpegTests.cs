using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Imaging;

public sealed class LumaJpegTests
{
    public static TheoryData<string> Files => ["4:2:0", "4:4:4"];

    [Theory]
    [MemberData(nameof(Files))]
    public void TheLumaOfAProgressiveFileIsThatOfAllItsScans(string file)
    {
        byte[] jpeg = file == "4:2:0" ? ProgressiveJpegs.Subsampled : ProgressiveJpegs.Restarted;
        using LumaJpeg? reduced = LumaJpeg.TryCreate(jpeg);
        Assert.NotNull(reduced);
        Assert.Equal(8, JpegScanCount.Of(reduced.Span, 100, out _, out _)); // of ten: four are left out, and two empty ones are added
        using DecodedImage all = SkiaDecoder.Decode(jpeg, ImageFormat.Jpeg, Preprocessing.Default, new ImageDecoderOptions());
        foreach (bool turbo in new[] { true, false })
        {
            using DecodedImage image = ImageDecoder.Decode(jpeg, Preprocessing.Default, new ImageDecoderOptions { AllowTurboJpeg = turbo });
            Assert.True(all.Pixels.Pixels.SequenceEqual(image.Pixels.Pixels), $"turbo {turbo}");
        }
    }

    [Fact]
    public void ColoursNeedAllScans()
    {
        using DecodedImage one = ImageDecoder.Decode(ProgressiveJpegs.Restarted, Preprocessing.Notebook);
        using DecodedImage other =
            SkiaDecoder.Decode(ProgressiveJpegs.Restarted, ImageFormat.Jpeg, Preprocessing.Notebook, new ImageDecoderOptions());
        Assert.InRange(PlanarReference.Difference(one.Pixels, PlanarReference.ToDouble(other.Pixels)).Largest, 0, 2);
    }
}
