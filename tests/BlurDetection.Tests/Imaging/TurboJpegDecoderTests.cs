using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;
using Xunit;

namespace BlurDetection.Tests.Imaging;

public class TurboJpegDecoderTests
{
    private const string Missing = "This system has no libturbojpeg; Skia alone decodes.";

    [SkippableTheory]
    [InlineData(640, 480)] // scale 1
    [InlineData(1921, 1081)] // 1/2 and a fraction
    [InlineData(300, 2401)]
    [InlineData(4032, 500)] // 1/4
    [InlineData(7700, 40)] // 1/8
    public void LumaIsExactlySkias(int width, int height)
    {
        Skip.If(TurboJpegLibrary.Instance is null, Missing);
        foreach (var quality in new[] { 60, 97 })
        {
            var jpeg = RenderedImages.Jpeg(width, height, seed: quality, quality: quality);
            using var skia =
                SkiaDecoder.Decode(jpeg, ImageFormat.Jpeg, Preprocessing.Default, new ImageDecoderOptions { MaxDecoderBytes = 16L << 30 });
            using var turbo = TurboJpegDecoder.TryDecode(jpeg, Preprocessing.Default, long.MaxValue);
            Assert.NotNull(turbo);
            Assert.Equal(0, PlanarReference.Difference(turbo.Pixels, PlanarReference.ToDouble(skia.Pixels)).Largest);
        }
    }

    [SkippableFact]
    public void ColoursAreExactlySkias()
    {
        Skip.If(TurboJpegLibrary.Instance is null, Missing);
        foreach (var (width, height) in new[] { (100, 80), (640, 480), (2100, 1500) })
        {
            var jpeg = RenderedImages.Jpeg(width, height);
            using var skia =
                SkiaDecoder.Decode(jpeg, ImageFormat.Jpeg, Preprocessing.Notebook, new ImageDecoderOptions { MaxDecoderBytes = 16L << 30 });
            using var turbo = TurboJpegDecoder.TryDecode(jpeg, Preprocessing.Notebook, long.MaxValue);
            Assert.Equal(0, PlanarReference.Difference(turbo!.Pixels, PlanarReference.ToDouble(skia.Pixels)).Largest);
        }
    }

    [SkippableFact]
    public void UnusualFilesAreLeftToSkia()
    {
        Skip.If(TurboJpegLibrary.Instance is null, Missing);
        var jpeg = RenderedImages.Jpeg(300, 200);
        Assert.Null(TurboJpegDecoder.TryDecode(RenderedImages.Png(8, 8), Preprocessing.Default, long.MaxValue));
        byte[] withTail = [.. jpeg, .. new byte[100]];
        using var tailed = ImageDecoder.Decode(withTail, Preprocessing.Default);
        using var clean = ImageDecoder.Decode(jpeg, Preprocessing.Default);
        Assert.True(tailed.Pixels.Pixels.SequenceEqual(clean.Pixels.Pixels));
    }

    [Fact]
    public void ForbiddenMeansSkia()
    {
        using var scene = RenderedImages.Scene(1000, 600);
        using var grey = RenderedImages.Grey(scene);
        foreach (var picture in new[] { scene, grey })
        {
            var jpeg = RenderedImages.Encode(picture, SKEncodedImageFormat.Jpeg);
            using var image = ImageDecoder.Decode(jpeg, Preprocessing.Default, new() { AllowTurboJpeg = false });
            using var any = ImageDecoder.Decode(jpeg, Preprocessing.Default);
            Assert.Equal(0, PlanarReference.Difference(any.Pixels, PlanarReference.ToDouble(image.Pixels)).Largest);
        }
    }

    [Fact]
    public void AJpegOfRedGreenBlueIsReadAsSuch()
    {
        // The components of a YCbCr file, declared to be colours: then luma is that of these colours.
        using var scene = RenderedImages.Scene(320, 200);
        using var relabelled = new UnconvertedJpeg(RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg));
        Assert.True(JpegHeader.TryRead(relabelled.Span, out var header) && !header.IsYCbCr);
        using var colours = ImageDecoder.Decode(relabelled.Span, Preprocessing.Default with { Channels = 3 });
        using var luma = ImageDecoder.Decode(relabelled.Span, Preprocessing.Default);
        var area = 320 * 200;
        for (var i = 0; i < area; i += 97)
        {
            var expected =
                0.299 * colours.Pixels.Pixels[i] + 0.587 * colours.Pixels.Pixels[area + i] + 0.114 * colours.Pixels.Pixels[2 * area + i];
            Assert.Equal(expected, luma.Pixels.Pixels[i], 0.001);
        }
    }

    [SkippableFact]
    public void RealPhotographsDecodeAlikeToo()
    {
        Skip.If(TurboJpegLibrary.Instance is null, Missing);
        var photos = SharedData.Jpegs("dev", 40);
        Skip.If(photos.Length == 0, "The shared data are not here.");
        foreach (var photo in photos)
        {
            var jpeg = File.ReadAllBytes(photo);
            using var skia = ImageDecoder.Decode(jpeg, Preprocessing.Default, new() { AllowTurboJpeg = false });
            using var turbo = ImageDecoder.Decode(jpeg, Preprocessing.Default, new());
            Assert.True(skia.Pixels.Pixels.SequenceEqual(turbo.Pixels.Pixels), photo);
        }
    }
}
