using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Vips.Tests;

public sealed class FormatTests : IDisposable
{
    /// <summary>Writes a PNG of 16 bits first, which programs of formats with more than 8 bits take.</summary>
    private const string Deep = "gdal_translate -q -of PNG -ot UInt16 -scale 0 255 0 65535 {0} {1}.png && ";

    private readonly Scene _scene = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions { Map = false }.AddVips());

    public void Dispose()
    {
        _scene.Dispose();
        _classifier.Dispose();
    }

    [SkippableTheory]
    [InlineData("gdal_translate -q -co COMPRESS=DEFLATE {0} {1}", null)]
    [InlineData("gdal_translate -q -ot UInt16 -scale 0 255 0 65535 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot UInt16 -scale 0 255 0 4080 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot Int16 -scale 0 255 -32768 32767 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot Int32 -scale 0 255 -2147483648 2147483647 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot UInt32 -scale 0 255 0 4294967295 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot Float32 -scale 0 255 0 1 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot Float32 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot Float32 -scale 0 255 0 1 -co NBITS=16 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -ot Float32 -scale 0 255 -1 1 {0} {1}", SampleRangeOrigin.Percentiles)]
    [InlineData("gdal_translate -q -co TILED=YES -co BIGTIFF=YES -co COMPRESS=LZW {0} {1}", null)]
    [InlineData("gdal_translate -q -co INTERLEAVE=BAND {0} {1}", null)]
    [InlineData("gdal_translate -q -co INTERLEAVE=BAND -co TILED=YES {0} {1}", null)]
    [InlineData("gdal_translate -q -co INTERLEAVE=BAND -co PHOTOMETRIC=MINISBLACK {0} {1}", null)]
    [InlineData("gdal_translate -q -co INTERLEAVE=BAND -co PHOTOMETRIC=MINISBLACK -co BLOCKYSIZE=720 -co BIGTIFF=YES {0} {1}", null)]
    [InlineData("gdal_translate -q -co INTERLEAVE=BAND -co TILED=YES -co COMPRESS=LZW -co PREDICTOR=2 -co BIGTIFF=YES -co ENDIANNESS=BIG " +
        "-ot UInt16 -scale 0 255 0 65535 {0} {1}", SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -co INTERLEAVE=BAND -co TILED=YES -co COMPRESS=DEFLATE -ot Float32 -co PHOTOMETRIC=MINISBLACK {0} {1}",
        SampleRangeOrigin.Full)]
    [InlineData("gdal_translate -q -b 1 -b 2 -b 3 -b 1 -b 2 -co INTERLEAVE=BAND -co COMPRESS=LZW {0} {1}", null)]
    [InlineData("gdal_translate -q -of COG {0} {1}", null)]
    [InlineData("gdal_translate -q -b 1 -b 2 -b 3 -mask 1 -co COMPRESS=LZW {0} {1}", null)]
    [InlineData("vips extract_band {0} {1}.png 1 && vips tiffsave {1}.png {1} --miniswhite", null)]
    [InlineData("convert {0} +dither -colors 256 -type Palette {1}", null)]
    [InlineData("vips tiffsave {0} {1} --pyramid --tile --compression deflate", null)]
    [InlineData("vips tiffsave {0} {1} --compression jpeg --Q 92", null)]
    public void TiffOfEveryKindGetsTheVerdictOfItsPng(string command, SampleRangeOrigin? origin) =>
        _scene.AssertSameVerdict(_classifier, command, "tif", prediction =>
        {
            Assert.Equal((ImageFormat.Tiff, "libvips", 1), (prediction.Image.Format, prediction.Image.Decoder, prediction.Image.PageCount));
            Assert.Equal(origin, prediction.Image.Range?.Origin);
        });

    [SkippableTheory]
    [InlineData("heif-enc -q 92 -A {0} -o {1}", "avif", ImageFormat.Avif)]
    [InlineData("ffmpeg -nostdin -v error -y -i {0} -pix_fmt yuv420p10le -c:v libaom-av1 -still-picture 1 -crf 8 {1}", "avif",
        ImageFormat.Avif)]
    [InlineData(Deep + "heif-enc -q 92 -A -b 12 {1}.png -o {1}", "avif", ImageFormat.Avif)]
    [InlineData("ffmpeg -nostdin -v error -y -loop 1 -t 0.2 -r 10 -i {0} -pix_fmt yuv444p -c:v libaom-av1 -crf 8 -cpu-used 8 -f avif {1}",
        "avifs", ImageFormat.Avif)]
    [InlineData("gdal_translate -q -of PNG -ot UInt16 -scale 0 255 0 65535 {0} {1}", "16.png", ImageFormat.Png)]
    public void AvifAndDeepPngGetTheVerdictOfThePng(string command, string ending, ImageFormat format) =>
        _scene.AssertSameVerdict(_classifier, command, ending, prediction => Assert.Equal(format, prediction.Image.Format));
}
