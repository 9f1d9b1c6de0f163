using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using ImageMagick;
using Microsoft.Extensions.DependencyInjection;

namespace BlurDetection.Magick.Tests;

public sealed class FormatTests : IDisposable
{
    /// <summary>Writes a PNG of 16 bits first, which programs of formats with more than 8 bits take.</summary>
    private const string Deep = "gdal_translate -q -of PNG -ot UInt16 -scale 0 255 0 65535 {0} {1}.png && ";

    private const string TwelveOfSixteen = "gdal_translate -q -of PNG -ot UInt16 -scale 0 255 0 4095 {0} {1}.png && ";

    private const string EightOfSixteen = "gdal_translate -q -of PNG -ot UInt16 {0} {1}.png && ";

    private readonly Scene _scene = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions { Map = false }.AddMagick());

    public void Dispose()
    {
        _scene.Dispose();
        _classifier.Dispose();
    }

    [SkippableTheory]
    [InlineData("heif-enc -q 92 {0} -o {1}", "heic", ImageFormat.Heic)]
    [InlineData(Deep + "heif-enc -q 92 -b 10 {1}.png -o {1}", "heic", ImageFormat.Heic)]
    [InlineData("cjxl -q 95 {0} {1}", "jxl", ImageFormat.JpegXl)]
    [InlineData(Deep + "cjxl -q 95 {1}.png {1}", "jxl", ImageFormat.JpegXl)]
    [InlineData("opj_compress -i {0} -o {1} -r 6", "jp2", ImageFormat.Jpeg2000)]
    [InlineData("opj_compress -i {0} -o {1} -r 6", "j2k", ImageFormat.Jpeg2000)]
    [InlineData(Deep + "opj_compress -i {1}.png -o {1} -r 6", "jp2", ImageFormat.Jpeg2000)]
    [InlineData("ffmpeg -nostdin -v error -y -i {0} -pix_fmt gbrpf32le {1}", "exr", ImageFormat.OpenExr)]
    [InlineData("ffmpeg -nostdin -v error -y -i {0} -pix_fmt gbrpf32le -format half {1}", "exr", ImageFormat.OpenExr)]
    [InlineData("convert {0} {1}", "psd", ImageFormat.Psd)]
    [InlineData("convert {0} -depth 16 {1}", "psd", ImageFormat.Psd)]
    [InlineData("convert {0} {1}", "psb", ImageFormat.Psd)]
    [InlineData("convert {0} -depth 16 {1}", "16.psb", ImageFormat.Psd)]
    [InlineData("convert {0} -depth 16 -compress RLE {1}", "packed.psd", ImageFormat.Psd)]
    [InlineData("convert {0} -depth 16 -alpha set {1}", "alpha.psd", ImageFormat.Psd)]
    [InlineData(EightOfSixteen + "convert {1}.png -depth 16 {1}", "dark.psd", ImageFormat.Psd)]
    [InlineData(EightOfSixteen + "convert {1}.png -depth 16 -compress RLE {1}", "dark-packed.psd", ImageFormat.Psd)]
    [InlineData("gdal_translate -q -of FITS -b 2 {0} {1}", "8.fits", ImageFormat.Fits)]
    [InlineData("gdal_translate -q -of FITS -b 2 -ot Int16 -scale 0 255 0 4095 {0} {1}", "16.fits", ImageFormat.Fits)]
    [InlineData("gdal_translate -q -of FITS -b 2 -ot Int32 -scale 0 255 0 65535 {0} {1}", "32.fits", ImageFormat.Fits)]
    [InlineData("gdal_translate -q -of FITS -b 2 -ot Float32 {0} {1}", "f.fits", ImageFormat.Fits)]
    [InlineData("gdal_translate -q -of FITS -b 2 -ot Float64 -scale 0 255 0 1 {0} {1}", "d.fits", ImageFormat.Fits)]
    [InlineData("convert {0} ( {0} -colorspace Gray ) {1}", "layers.psd", ImageFormat.Psd)]
    [InlineData("gdal_translate -q -ot UInt16 -scale 0 255 0 4095 -co NBITS=12 {0} {1}", "tif", ImageFormat.Tiff)]
    [InlineData("gdal_translate -q -co COMPRESS=ZSTD -co PREDICTOR=2 {0} {1}", "zstd.tif", ImageFormat.Tiff)]
    [InlineData("gdal_translate -q -co COMPRESS=LZMA -co TILED=YES -ot UInt16 -scale 0 255 0 65535 {0} {1}", "lzma.tif", ImageFormat.Tiff)]
    [InlineData("convert {0} -colorspace Lab {1}", "lab.tif", ImageFormat.Tiff)]
    public void EveryFormatGetsTheVerdictOfItsPng(string command, string ending, ImageFormat format) =>
        _scene.AssertSameVerdict(_classifier, command, ending, prediction => Assert.Equal(format, prediction.Image.Format));

    [SkippableFact]
    public void JpegXlIsTurnedAsItsHeaderSays()
    {
        var (png, jpeg, path) = (_scene.Png("street-sharp"), _scene.PathOf("turned.jpg"), _scene.PathOf("turned.jxl"));
        OtherProgram.Run("convert {0} -rotate -90 -quality 97 {1}", png, jpeg);
        var exif = Convert.FromHexString("FFE1002245786966000049492A000800000001001201030001000000" + "0600000000000000");
        var upright = File.ReadAllBytes(jpeg);
        File.WriteAllBytes(jpeg, [.. upright[..2], .. exif, .. upright[2..]]); // "turn by 90 degrees" behind the first marker
        OtherProgram.Run("cjxl -q 95 --lossless_jpeg=0 {0} {1}", jpeg, path);
        var (expected, actual) = (_classifier.Classify(png), _classifier.Classify(path));
        Assert.Equal((expected.Width, expected.Height, expected.Verdict), (actual.Width, actual.Height, actual.Verdict));
        Assert.Equal(expected.Probability, actual.Probability, Scene.Tolerance);
    }

    [SkippableTheory]
    [InlineData("opj_compress -i {1}.png -o {1} -r 4", "jp2")]
    [InlineData("cjxl -q 98 {1}.png {1}", "jxl")]
    [InlineData("convert {1}.png {1}", "psd")]
    [InlineData("heif-enc -q 95 -b 10 {1}.png -o {1}", "heic")]
    public void TwelveBitsInAFileOfSixteenDoNotComeOutBlack(string command, string ending)
    {
        var (png, path) = (_scene.Png("street-shaken"), _scene.PathOf($"dark.{ending}"));
        foreach (var each in (TwelveOfSixteen + command).Split("&&")) OtherProgram.Run(each, png, path);
        var prediction = _classifier.Classify(path);
        Assert.Equal(BlurVerdict.Blurred, prediction.Verdict);
        Assert.InRange(prediction.Image.Range!.White, 60, 8191);
    }

    [SkippableTheory]
    [InlineData("opj_compress -i {1}.png -o {1}", "jp2")]
    [InlineData("cjxl -d 0 {1}.png {1}", "jxl")]
    public void WhatIsTooDarkFor8BitsGetsNoVerdict(string command, string ending)
    {
        foreach (var name in Scene.Names)
        {
            var (png, path) = (_scene.Png(name), _scene.PathOf($"{name}.{ending}"));
            foreach (var each in (EightOfSixteen + command).Split("&&")) OtherProgram.Run(each, png, path);
            var prediction = _classifier.Classify(path);
            Assert.Equal((BlurVerdict.Indeterminate, IndeterminateReason.TooDark), (prediction.Verdict, prediction.Reason));
            Assert.Equal(new SampleRange(0, 65535, SampleRangeOrigin.Full), prediction.Image.Range);
        }
    }

    [SkippableFact]
    public void WindowsAndPercentilesHoldHereTooAndSamplesOf8BitsAreTakenAsTheyAre()
    {
        var (png, path) = (_scene.Png("street-sharp"), _scene.PathOf("packed.tif"));
        OtherProgram.Run("gdal_translate -q -ot UInt16 -scale 0 255 0 4095 -co NBITS=12 {0} {1}", png, path);
        var packed = File.ReadAllBytes(path);
        Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Full), RangeOf(packed, new()));
        Assert.Equal(new SampleRange(1000, 3000, SampleRangeOrigin.Window), RangeOf(packed, new() { Window = new(2000, 2000) }));
        Assert.Equal(SampleRangeOrigin.Percentiles, RangeOf(packed, new() { Mode = SampleRangeMode.Percentiles })!.Origin);
        OtherProgram.Run("convert {0} {1}", png, _scene.PathOf("eight.psd"));
        var eight = File.ReadAllBytes(_scene.PathOf("eight.psd"));
        Assert.Null(RangeOf(eight, new() { Mode = SampleRangeMode.Percentiles }));
        Assert.Equal(SampleRangeOrigin.Window, RangeOf(eight, new() { Window = new(100, 50) })!.Origin);

        static SampleRange? RangeOf(byte[] file, SampleRangeOptions options)
        {
            using var image = Decode(file, new() { Range = options });
            return image.Info.Range;
        }
    }

    [SkippableTheory]
    [InlineData("IMG_2927.HEIC", 3024, 4032)]
    [InlineData("cheers_1440x960.heic", 1440, 960)]
    [InlineData("balloon.jp2", 2717, 3701)]
    [InlineData("10x12x16bit-CMYK.psd", 10, 12)]
    public void FilesOfPhonesAndOtherProgramsAreRead(string name, int width, int height)
    {
        var folder = SharedData.Find("formats");
        Skip.If(folder is null, "The files are not there.");
        var prediction = _classifier.Classify(Path.Combine(folder, name));
        Assert.Equal((width, height, "ImageMagick"), (prediction.Width, prediction.Height, prediction.Image.Decoder));
    }

    [SkippableFact]
    public void LimitsPagesAndDamageAreTypedErrors()
    {
        var (png, heic) = (_scene.Png("street-sharp"), _scene.PathOf("a.heic"));
        OtherProgram.Run("heif-enc -q 60 {0} -o {1}", png, heic);
        var file = File.ReadAllBytes(heic);
        Assert.Throws<ImageTooLargeException>(() => Decode(file, new() { MaxPixels = 1000 }));
        Assert.Contains("1 page", Assert.Throws<UnsupportedImageException>(() => Decode(file, new() { Page = 1 })).Message);
        Assert.Contains("ImageMagick", Assert.Throws<UnsupportedImageException>(() => Decode(file[..(file.Length / 2)])).Message);
    }

    [Theory]
    [InlineData(CompressionMethod.NoCompression, MagickFormat.Psd)]
    [InlineData(CompressionMethod.RLE, MagickFormat.Psd)]
    [InlineData(CompressionMethod.RLE, MagickFormat.Psb)]
    public void PsdOf16BitsIsReadHereAndItsLimitsHold(CompressionMethod compression, MagickFormat format)
    {
        using var image = new MagickImage("gradient:red-blue", new MagickReadSettings { Width = 96, Height = 64 }) { Depth = 16 };
        image.Settings.Compression = compression;
        var file = image.ToByteArray(format);
        using (var decoded = Decode(file))
        {
            Assert.Equal("PSD", decoded.Info.Decoder);
            Assert.Equal((96, 64), (decoded.OriginalWidth, decoded.OriginalHeight));
            Assert.Equal(0.299 * 255, decoded.Pixels.Pixels[0], 1.0);
            Assert.Equal(0.114 * 255, decoded.Pixels.Pixels[^1], 1.0);
        }
        Assert.Throws<ImageTooLargeException>(() => Decode(file, new() { MaxPixels = 1000 }));
        Assert.Contains("1 page", Assert.Throws<UnsupportedImageException>(() => Decode(file, new() { Page = 1 })).Message);
        Assert.Contains("cut short", Assert.Throws<UnsupportedImageException>(() => Decode(file[..^1])).Message);
        // A run of 128 bytes in the last row, which has not so many.
        if (compression == CompressionMethod.RLE)
        {
            byte[] torn = [.. file[..^6], .. Enumerable.Repeat((byte)127, 6)];
            Assert.Contains("packed row", Assert.Throws<UnsupportedImageException>(() => Decode(torn)).Message);
        }
    }

    [Theory]
    [InlineData(MagickFormat.J2k)]
    [InlineData(MagickFormat.Jp2)]
    public void SizesAndTilesOfJpeg2000AreCheckedBeforeMemoryIsTaken(MagickFormat coder)
    {
        using var image = new MagickImage("gradient:red-blue", new MagickReadSettings { Width = 96, Height = 64 });
        var file = image.ToByteArray(coder);
        var size = file.AsSpan().IndexOf([(byte)0xFF, (byte)0x4F, (byte)0xFF, (byte)0x51]) + 8;
        Decode(file).Dispose();
        Assert.Throws<ImageTooLargeException>(() => Decode(With(1, 0x36)));
        Assert.Contains("tiles", Assert.Throws<UnsupportedImageException>(() => Decode(With(19, 1, 23, 0, 2, 4))).Message);
        Assert.Contains("components", Assert.Throws<UnsupportedImageException>(() => Decode(With(33, 200))).Message);

        byte[] With(params int[] changes)
        {
            byte[] changed = [.. file];
            for (var i = 0; i < changes.Length; i += 2) changed[size + changes[i]] = (byte)changes[i + 1];
            return changed;
        }
    }

    [Fact]
    public void AServiceGetsTheDecodersThroughItsBuilder()
    {
        using var services = new ServiceCollection().AddBlurDetection().AddMagick().BuildServiceProvider();
        Assert.Equal("FITS",
            services.GetRequiredService<IBlurClassifier>().Classify(FitsFile.Floats(64, 48, (x, y) => x + y)).Image.Decoder);
    }

    private static DecodedImage Decode(byte[] file, ImageDecoderOptions? options = null) =>
        ImageDecoder.Decode(file, Preprocessing.Default, (options ?? new()).AddMagick());
}
