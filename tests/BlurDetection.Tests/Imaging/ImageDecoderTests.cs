using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;
using Xunit;

namespace BlurDetection.Tests.Imaging;

public class ImageDecoderTests
{
    [Theory]
    [InlineData(700, 33)]
    [InlineData(33, 700)]
    [InlineData(1301, 977)]
    [InlineData(1, 1)]
    [InlineData(2500, 3)]
    public void LosslessFormatsGiveTheAreaAverageOfTheLuma(int width, int height)
    {
        using var scene = RenderedImages.Scene(width, height);
        var luma = PlanarReference.Luma(scene);
        foreach (var file in new[] { RenderedImages.Encode(scene, SKEncodedImageFormat.Png), EncodedImages.Bmp(scene) })
        {
            using var image = ImageDecoder.Decode(file, Preprocessing.Default with { Resampling = Resampling.Area });
            var expected = PlanarReference.AreaAverage(luma, width, height, image.Pixels.Width, image.Pixels.Height);
            Assert.InRange(PlanarReference.Difference(image.Pixels, expected).Largest, 0, 1e-3);
            Assert.Equal((width, height), (image.OriginalWidth, image.OriginalHeight));
        }
    }

    [Theory]
    [InlineData(4032, 3024, 960, 720)]
    [InlineData(3024, 4032, 720, 960)]
    [InlineData(961, 500, 960, 499)]
    [InlineData(960, 960, 960, 960)]
    [InlineData(1921, 10, 960, 5)]
    [InlineData(2000, 1, 960, 1)]
    [InlineData(12, 9, 12, 9)]
    public void TheLongSideShrinksTo960AndNeverGrows(int width, int height, int expectedWidth, int expectedHeight)
    {
        using var picture = RenderedImages.Flat(width, height, SKColors.SteelBlue);
        using var image = ImageDecoder.Decode(RenderedImages.Encode(picture, SKEncodedImageFormat.Jpeg), Preprocessing.Default);
        Assert.Equal((expectedWidth, expectedHeight), (image.Pixels.Width, image.Pixels.Height));
        Assert.Equal((width, height), (image.OriginalWidth, image.OriginalHeight));
    }

    [Fact]
    public void JpegAtItsOwnReducedScaleStaysCloseToTheAreaAverage()
    {
        using var scene = RenderedImages.Scene(2100, 1500);
        using var image = ImageDecoder.Decode(RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg, 95), Preprocessing.Default);
        var expected = PlanarReference.AreaAverage(PlanarReference.Luma(scene), 2100, 1500, image.Pixels.Width, image.Pixels.Height);
        // a scaled inverse DCT is no box filter, and JPEG loses
        Assert.InRange(PlanarReference.Difference(image.Pixels, expected).Mean, 0, 1.5);
    }

    [Fact]
    public void GreyIsTakenAsItIs()
    {
        using var scene = RenderedImages.Scene(300, 200);
        using var grey = RenderedImages.Grey(scene);
        var expected = grey.Bytes.Select(b => (double)b).ToArray();
        Assert.Equal(300, grey.RowBytes);
        using var png = ImageDecoder.Decode(RenderedImages.Encode(grey, SKEncodedImageFormat.Png), Preprocessing.Default);
        Assert.Equal(0, PlanarReference.Difference(png.Pixels, expected).Largest);
        using var rgb =
            ImageDecoder.Decode(RenderedImages.Encode(grey, SKEncodedImageFormat.Png), Preprocessing.Default with { Channels = 3 });
        Assert.Equal(expected, PlanarReference.ToDouble(rgb.Pixels)[^expected.Length..]);
    }

    [Fact]
    public void WebPAndGifShowTheSamePicture()
    {
        using var scene = RenderedImages.Scene(400, 300);
        using var grey = RenderedImages.Grey(scene);
        using var gif = ImageDecoder.Decode(EncodedImages.Gif(grey), Preprocessing.Default);
        Assert.InRange(PlanarReference.Difference(gif.Pixels, grey.Bytes.Select(b => (double)b).ToArray()).Largest, 0, 1.01); // 128 greys
        using var webp = ImageDecoder.Decode(RenderedImages.Encode(scene, SKEncodedImageFormat.Webp, 100), Preprocessing.Default);
        Assert.InRange(PlanarReference.Difference(webp.Pixels, PlanarReference.Luma(scene)).Mean, 0, 3);
    }

    [Fact]
    public void TransparencyIsCompositedOnWhite()
    {
        using var picture = RenderedImages.Flat(8, 8, new SKColor(0, 0, 0, 0));
        picture.SetPixel(3, 3, new SKColor(0, 0, 0, 128));
        picture.SetPixel(4, 3, new SKColor(200, 100, 50));
        using var image = ImageDecoder.Decode(RenderedImages.Encode(picture, SKEncodedImageFormat.Png), Preprocessing.Default);
        Assert.InRange(PlanarReference.Difference(image.Pixels, PlanarReference.Luma(picture)).Largest, 0, 1e-3);
        Assert.Equal(255, image.Pixels.Pixels[0]);
    }

    [Fact]
    public void ThreeChannelsAreRedGreenBlue()
    {
        using var picture = RenderedImages.Flat(5, 4, new SKColor(10, 20, 30));
        using var image = ImageDecoder.Decode(RenderedImages.Encode(picture, SKEncodedImageFormat.Png), Preprocessing.Notebook);
        Assert.Equal((3, 128, 128), (image.Pixels.Channels, image.Pixels.Height, image.Pixels.Width));
        var plane = 128 * 128;
        Assert.All(image.Pixels.Pixels[..plane].ToArray(), v => Assert.Equal(10, v, 3));
        Assert.All(image.Pixels.Pixels[plane..(2 * plane)].ToArray(), v => Assert.Equal(20, v, 3));
        Assert.All(image.Pixels.Pixels[(2 * plane)..].ToArray(), v => Assert.Equal(30, v, 3));
    }

    [Fact]
    public void StreamsAreReadFromTheirPositionAndStayOpen()
    {
        var file = RenderedImages.Png(64, 48);
        using var stream = new MemoryStream([1, 2, 3, .. file]);
        stream.Position = 3;
        using var image = ImageDecoder.Decode(stream, Preprocessing.Default);
        Assert.Equal(64, image.OriginalWidth);
        Assert.True(stream.CanRead);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public async Task EveryThreadGetsTheSameFloats()
    {
        var file = RenderedImages.Jpeg(1500, 1100);
        using var expected = ImageDecoder.Decode(file, Preprocessing.Default);
        var values = expected.Pixels.Pixels.ToArray();
        await Parallel.ForEachAsync(Enumerable.Range(0, 12), new ParallelOptions { MaxDegreeOfParallelism = 4 }, (_, _) =>
        {
            using var image = ImageDecoder.Decode(file, Preprocessing.Default);
            Assert.True(image.Pixels.Pixels.SequenceEqual(values));
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void PixelsOfADisposedImageAreOutOfReach()
    {
        var image = ImageDecoder.Decode(RenderedImages.Png(8, 8), Preprocessing.Default);
        image.Dispose();
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.Pixels);
    }
}
