using BlurDetection.Imaging;
using BlurDetection.Imaging.Jpeg;
using BlurDetection.Tests.Support;
using SkiaSharp;
using Xunit;

namespace BlurDetection.Tests.Imaging.Jpeg;

public class BaselineJpegDecoderTests
{
    [Theory]
    [InlineData(SKJpegEncoderDownsample.Downsample420)]
    [InlineData(SKJpegEncoderDownsample.Downsample422)]
    [InlineData(SKJpegEncoderDownsample.Downsample444)]
    public void LumaIsExactlySkiasAtEveryScale(SKJpegEncoderDownsample sampling)
    {
        using var scene = RenderedPictures.Scene(1219, 333);
        using var pixmap = scene.PeekPixels();
        foreach (var quality in new[] { 20, 75, 100 })
        {
            var jpeg = pixmap.Encode(new SKJpegEncoderOptions(quality, sampling, SKJpegEncoderAlphaOption.Ignore)).ToArray();
            foreach (var longSide in new[] { 600, 300, 150 }) AssertLikeSkia(jpeg, Preprocessing.Canonical with { LongSide = longSide });
        }
    }

    [Fact]
    public void GreyFilesToo()
    {
        using var scene = RenderedPictures.Scene(501, 1101);
        using var grey = RenderedPictures.Grey(scene);
        AssertLikeSkia(RenderedPictures.Encode(grey, SKEncodedImageFormat.Jpeg, 90), Preprocessing.Canonical with { LongSide = 500 });
    }

    [Fact]
    public void ExtremeCoefficientsAreLimitedAlike()
    {
        using var noise = new SKBitmap(new SKImageInfo(400, 400, SKColorType.Gray8, SKAlphaType.Opaque));
        var random = new Random(5);
        for (var y = 0; y < 400; y++)
        for (var x = 0; x < 400; x++)
            noise.SetPixel(x, y, random.Next(2) == 0 ? SKColors.Black : SKColors.White);
        foreach (var quality in new[] { 1, 50, 100 })
        foreach (var longSide in new[] { 200, 100, 50 })
            AssertLikeSkia(RenderedPictures.Encode(noise, SKEncodedImageFormat.Jpeg, quality), Preprocessing.Canonical with { LongSide = longSide });
    }

    [Fact]
    public void DamagedFilesAreLeftToTheOthers()
    {
        var jpeg = RenderedPictures.Jpeg(2000, 300);
        Assert.NotNull(BaselineJpegDecoder.TryDecode(jpeg, Preprocessing.Canonical, long.MaxValue));
        Assert.Null(BaselineJpegDecoder.TryDecode(jpeg.AsSpan(0, jpeg.Length / 2), Preprocessing.Canonical, long.MaxValue));
        Assert.Null(BaselineJpegDecoder.TryDecode(jpeg.AsSpan(0, jpeg.Length - 2), Preprocessing.Canonical, long.MaxValue));
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var damaged = (byte[])jpeg.Clone();
            for (var i = 0; i < 3; i++) damaged[random.Next(2, damaged.Length)] = (byte)random.Next(256);
            if (Record.Exception(() => BaselineJpegDecoder.TryDecode(damaged, Preprocessing.Canonical, 100_000_000)?.Dispose()) is { } error)
                Assert.IsType<ImageTooLargeException>(error);
        }
    }

    [Fact]
    public void OtherScalesAndColoursAreLeftToTheOthers()
    {
        Assert.Null(BaselineJpegDecoder.TryDecode(RenderedPictures.Jpeg(1000, 300), Preprocessing.Canonical, long.MaxValue));
        Assert.Null(BaselineJpegDecoder.TryDecode(RenderedPictures.Jpeg(2000, 300), Preprocessing.Notebook, long.MaxValue));
    }

    [SkippableFact]
    public void RealPhotographsDecodeAlike()
    {
        var photos = SharedData.Jpegs("dev", 60);
        Skip.If(photos.Length == 0, "The shared data are not here.");
        var decoded = 0;
        foreach (var photo in photos)
        {
            var jpeg = File.ReadAllBytes(photo);
            var half = Preprocessing.Canonical with { LongSide = 300 };
            using var own = BaselineJpegDecoder.TryDecode(jpeg, half, long.MaxValue);
            if (own is null) continue;
            using var skia = SkiaDecoder.Decode(jpeg, EncodedFormat.Jpeg, half, long.MaxValue);
            Assert.True(own.Pixels.Pixels.SequenceEqual(skia.Pixels.Pixels), photo);
            decoded++;
        }
        Assert.InRange(decoded, 1, photos.Length);
    }

    private static void AssertLikeSkia(byte[] jpeg, Preprocessing preprocessing)
    {
        using var own = BaselineJpegDecoder.TryDecode(jpeg, preprocessing, long.MaxValue);
        using var skia = SkiaDecoder.Decode(jpeg, EncodedFormat.Jpeg, preprocessing, long.MaxValue);
        Assert.NotNull(own);
        Assert.Equal(0, PlanarReference.Difference(own.Pixels, PlanarReference.ToDouble(skia.Pixels)).Largest);
    }
}
