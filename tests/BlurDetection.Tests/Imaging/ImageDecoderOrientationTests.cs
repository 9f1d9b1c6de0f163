using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;
using Xunit;

namespace BlurDetection.Tests.Imaging;

public class ImageDecoderOrientationTests
{
    [Theory]
    [CombinedOrientations]
    public void ExifOrientationIsApplied(int orientation, bool littleEndian, bool turbo)
    {
        using var scene = RenderedImages.Scene(1300, 700);
        var jpeg = RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg, 95);
        var options = new ImageDecoderOptions { AllowTurboJpeg = turbo };
        using var stored = ImageDecoder.Decode(jpeg, Preprocessing.Default, options);
        using var upright =
            ImageDecoder.Decode(EncodedImages.WithOrientation(jpeg, orientation, littleEndian), Preprocessing.Default, options);

        var (width, height) = (stored.Pixels.Width, stored.Pixels.Height);
        Assert.Equal(orientation >= 5 ? (700, 1300) : (1300, 700), (upright.OriginalWidth, upright.OriginalHeight));
        Assert.Equal(orientation >= 5 ? (height, width) : (width, height), (upright.Pixels.Width, upright.Pixels.Height));
        for (var y = 0; y < upright.Pixels.Height; y++)
        for (var x = 0; x < upright.Pixels.Width; x++)
        {
            var (sx, sy) = orientation switch // where Exif says that the upright pixel is stored
            {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                8 => (width - 1 - y, x),
                _ => (x, y),
            };
            if (stored.Pixels.Pixels[sy * width + sx] != upright.Pixels.Pixels[y * upright.Pixels.Width + x])
                Assert.Fail($"Pixel {x},{y} differs.");
        }
    }

    [Fact]
    public void AnImpossibleOrientationIsUpright()
    {
        var jpeg = EncodedImages.WithOrientation(RenderedImages.Jpeg(40, 20), 9);
        using var image = ImageDecoder.Decode(jpeg, Preprocessing.Default);
        Assert.Equal((40, 20), (image.OriginalWidth, image.OriginalHeight));
    }

    private sealed class CombinedOrientationsAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
            from orientation in Enumerable.Range(1, 8) from turbo in new[] { false, true } select new object[] { orientation,
                orientation % 2 == 0, turbo };
    }
}
