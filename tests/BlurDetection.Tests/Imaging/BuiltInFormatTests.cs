using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Imaging;

/// <summary>The formats that need no package, in files that other programs wrote.</summary>
public sealed class BuiltInFormatTests : IDisposable
{
    private readonly Scene _scene = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions { Map = false });

    public void Dispose()
    {
        _scene.Dispose();
        _classifier.Dispose();
    }

    [SkippableTheory]
    [InlineData("vips jpegsave {0} {1} --Q 95", "jpg", ImageFormat.Jpeg)]
    [InlineData("vips jpegsave {0} {1} --Q 95 --interlace", "jpg", ImageFormat.Jpeg)]
    [InlineData("ffmpeg -nostdin -v error -y -i {0} -q:v 2 {1}", "jpg", ImageFormat.Jpeg)]
    [InlineData("gdal_translate -q -of PNG {0} {1}", "again.png", ImageFormat.Png)]
    [InlineData("convert {0} +dither -colors 256 PNG8:{1}", "palette.png", ImageFormat.Png)]
    [InlineData("convert {0} -interlace PNG {1}", "interlaced.png", ImageFormat.Png)]
    [InlineData("gdal_translate -q -of PNG -ot UInt16 -scale 0 255 0 65535 {0} {1}", "16.png", ImageFormat.Png)]
    [InlineData("gdal_translate -q -of PNG -ot UInt16 -scale 0 255 0 4080 {0} {1}", "12.png", ImageFormat.Png)]
    [InlineData("vips webpsave {0} {1} --lossless", "webp", ImageFormat.WebP)]
    [InlineData("vips webpsave {0} {1} --Q 95", "webp", ImageFormat.WebP)]
    [InlineData("convert {0} BMP3:{1}", "bmp", ImageFormat.Bmp)]
    [InlineData("gdal_translate -q -of BMP {0} {1}", "bmp", ImageFormat.Bmp)]
    [InlineData("convert {0} +dither -colors 256 {1}", "gif", ImageFormat.Gif)]
    public void EveryFormatGetsTheVerdictOfItsPng(string command, string ending, ImageFormat format) =>
        _scene.AssertSameVerdict(_classifier, command, ending, prediction =>
        {
            Assert.Equal((format, null), (prediction.Image.Format, prediction.Image.Decoder));
            Assert.Equal(ending is "16.png" or "12.png", prediction.Image.Range is not null);
        });
}
