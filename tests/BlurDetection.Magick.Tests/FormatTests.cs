using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlurDetection.Magick.Tests;

public sealed class FormatTests : IDisposable
{
    private readonly Scene _scene = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions { Map = false }.AddMagick());

    public void Dispose()
    {
        _scene.Dispose();
        _classifier.Dispose();
    }

    [SkippableTheory]
    [InlineData("heif-enc -q 92 {0} -o {1}", "heic", ImageFormat.Heic)]
    [InlineData("cjxl -q 95 {0} {1}", "jxl", ImageFormat.JpegXl)]
    [InlineData("opj_compress -i {0} -o {1} -r 6", "jp2", ImageFormat.Jpeg2000)]
    [InlineData("opj_compress -i {0} -o {1} -r 6", "j2k", ImageFormat.Jpeg2000)]
    [InlineData("ffmpeg -nostdin -v error -y -i {0} -pix_fmt gbrpf32le {1}", "exr", ImageFormat.OpenExr)]
    [InlineData("convert {0} {1}", "psd", ImageFormat.Psd)]
    [InlineData("gdal_translate -q -of FITS -b 2 {0} {1}", "8.fits", ImageFormat.Fits)]
    [InlineData("gdal_translate -q -of FITS -b 2 -ot Int16 -scale 0 255 0 4095 {0} {1}", "16.fits", ImageFormat.Fits)]
    [InlineData("gdal_translate -q -of FITS -b 2 -ot Float32 {0} {1}", "f.fits", ImageFormat.Fits)]
    [InlineData("gdal_translate -q -ot UInt16 -scale 0 255 0 4095 -co NBITS=12 {0} {1}", "tif", ImageFormat.Tiff)]
    public void Every_format_gets_the_verdict_of_its_png(string command, string ending, ImageFormat format) =>
        _scene.AssertSameVerdict(_classifier, command, ending, prediction => Assert.Equal(format, prediction.Image.Format));

    [SkippableTheory]
    [InlineData("IMG_2927.HEIC", 3024, 4032)]
    [InlineData("cheers_1440x960.heic", 1440, 960)]
    [InlineData("balloon.jp2", 2717, 3701)]
    [InlineData("10x12x16bit-CMYK.psd", 10, 12)]
    public void Files_of_phones_and_other_programs_are_read(string name, int width, int height)
    {
        var folder = SharedData.Find("formats");
        Skip.If(folder is null, "The files are not there.");
        var prediction = _classifier.Classify(Path.Combine(folder, name));
        Assert.Equal((width, height, "ImageMagick"), (prediction.Width, prediction.Height, prediction.Image.Decoder));
    }

    [SkippableFact]
    public void Limits_pages_and_damage_are_typed_errors()
    {
        var (png, heic) = (_scene.Png("street-sharp"), _scene.PathOf("a.heic"));
        OtherProgram.Run("heif-enc -q 60 {0} -o {1}", png, heic);
        var file = File.ReadAllBytes(heic);
        Assert.Throws<ImageTooLargeException>(() => Decode(file, new() { MaxPixels = 1000 }));
        Assert.Contains("1 page", Assert.Throws<UnsupportedImageException>(() => Decode(file, new() { Page = 1 })).Message);
        Assert.Contains("ImageMagick", Assert.Throws<UnsupportedImageException>(() => Decode(file[..(file.Length / 2)])).Message);
    }

    [Fact]
    public void A_service_gets_the_decoders_through_its_builder()
    {
        using var services = new ServiceCollection().AddBlurDetection().AddMagick().BuildServiceProvider();
        Assert.Equal("FITS",
            services.GetRequiredService<IBlurClassifier>().Classify(FitsFile.Floats(64, 48, (x, y) => x + y)).Image.Decoder);
    }

    private static DecodedImage Decode(byte[] file, ImageDecoderOptions? options = null) =>
        ImageDecoder.Decode(file, Preprocessing.Default, (options ?? new()).AddMagick());
}
