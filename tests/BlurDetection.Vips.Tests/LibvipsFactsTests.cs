using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using NetVips;

namespace BlurDetection.Vips.Tests;

/// <summary>What libvips does where a guess goes wrong, so that a new version which behaves otherwise is noticed, and that our
/// decoder does not follow it.</summary>
public sealed class LibvipsFactsTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void HevcIsOpenedAndFailsAtTheFirstPixel()
    {
        var (png, heic) = (Ramp("ramp.png"), Path.Combine(_folder.Root, "a.heic"));
        OtherProgram.Run("heif-enc -q 60 {0} -o {1}", png, heic);
        using var image = Image.NewFromFile(heic);
        Assert.Equal(128, image.Width);
        Assert.Throws<VipsException>(() => image.Avg());
        var error = Assert.Throws<UnsupportedImageException>(() => Decode(File.ReadAllBytes(heic)));
        Assert.Contains("BlurDetection.Magick", error.Message);
    }

    [SkippableTheory]
    [InlineData("opj_compress -i {0} -o {1} -r 6", "jp2")]
    [InlineData("cjxl -q 95 {0} {1}", "jxl")]
    [InlineData("gdal_translate -q -of FITS {0} {1}", "fits")]
    public void Jpeg2000JpegXlAndFitsAreNotOpened(string command, string ending)
    {
        var path = Path.Combine(_folder.Root, $"a.{ending}");
        OtherProgram.Run(command, Ramp("ramp.png"), path);
        Assert.Throws<VipsException>(() => Image.NewFromFile(path));
    }

    [Fact]
    public void TilesThatCannotBeDecodedAreBlackUnlessWarningsCountAsErrors()
    {
        using var x = Image.Xyz(128, 64)[0];
        using var bytes = x.Cast(Enums.BandFormat.Uchar);
        var tiff = bytes.TiffsaveBuffer(tile: true, tileWidth: 64, tileHeight: 64, compression: Enums.ForeignTiffCompression.Deflate);
        tiff.AsSpan(8, 40).Fill(0x55); // the first tile
        using (var image = Image.NewFromBuffer(tiff, failOn: Enums.FailOn.Error)) Assert.Equal(0, image[0].ExtractArea(0, 0, 64, 64).Max());
        using (var image = Image.NewFromBuffer(tiff, failOn: Enums.FailOn.Warning)) Assert.Throws<VipsException>(() => image.Avg());
        Assert.Contains("libvips cannot decode", Assert.Throws<UnsupportedImageException>(() => Decode(tiff)).Message);
        var path = _folder.Add("a.tif", tiff);
        using var classifier = BlurClassifier.CreateDefault();
        Assert.Contains("libvips cannot decode", Assert.Throws<UnsupportedImageException>(() =>
            new Scenes.SceneClassifier(classifier).Classify(path)).Message);
    }

    [SkippableFact]
    public void PlanesOfWhatIsNotRgbAreScrambledAndNotReadFromTiles()
    {
        string png = Ramp("ramp.png"), striped = Path.Combine(_folder.Root, "a.tif"), tiled = Path.Combine(_folder.Root, "b.tif");
        const string Planes = "gdal_translate -q -b 1 -b 1 -co INTERLEAVE=BAND -co PHOTOMETRIC=MINISBLACK";
        OtherProgram.Run($"{Planes} {{0}} {{1}}", png, striped);
        OtherProgram.Run($"{Planes} -co TILED=YES {{0}} {{1}}", png, tiled);
        using (var expected = Image.NewFromFile(png))
        using (var image = Image.NewFromFile(striped))
            Assert.True((image[0] - expected[0]).Abs().Max() > 0);
        using (var image = Image.NewFromFile(tiled)) Assert.Contains("planes", Assert.Throws<VipsException>(() => image.Avg()).Message);
        using var wanted = Decode(File.ReadAllBytes(png));
        foreach (var file in new[] { striped, tiled })
        {
            using var decoded = Decode(File.ReadAllBytes(file));
            Assert.Equal(wanted.Pixels.Pixels, decoded.Pixels.Pixels);
        }
    }

    [SkippableFact]
    public void CodecsThatAreMissingAndSamplesThatAreNotReadAreNamed()
    {
        var (png, path) = (Ramp("ramp.png"), Path.Combine(_folder.Root, "a.tif"));
        OtherProgram.Run("gdal_translate -q -co COMPRESS=LERC -co TILED=YES {0} {1}", png, path);
        AssertSays("LERC compression support is not configured");
        OtherProgram.Run("gdal_translate -q -co COMPRESS=ZSTD -ot Float32 {0} {1}", png, path);
        AssertSays("ZSTD compression support is not configured");
        OtherProgram.Run("gdal_translate -q -co COMPRESS=ZSTD {0} {1}", png, path);
        AssertSays("BlurDetection.Magick");
        OtherProgram.Run("gdal_translate -q -ot Float64 {0} {1}", png, path);
        AssertSays("samples of 64 bits");
        OtherProgram.Run("gdal_translate -q -ot CFloat32 {0} {1}", png, path);
        AssertSays("complex");

        void AssertSays(string words) =>
            Assert.Contains(words, Assert.Throws<UnsupportedImageException>(() => Decode(File.ReadAllBytes(path))).Message);
    }

    [Fact]
    public void FloatsBecomeABlackPngAndSignedSamplesWrapInJpeg()
    {
        using var x = Image.Xyz(128, 64)[0];
        using var floats = (x / 127).Cast(Enums.BandFormat.Float);
        using var png = Image.NewFromBuffer(floats.PngsaveBuffer());
        Assert.InRange(png.Max(), 0, 1);
        using var signed = (x * 100 - 6350).Cast(Enums.BandFormat.Short);
        using var jpeg = Image.NewFromBuffer(signed.JpegsaveBuffer(q: 100));
        Assert.True(jpeg[0].Getpoint(2, 32)[0] > jpeg[0].Getpoint(64, 32)[0]);
        using var decoded = Decode(floats.TiffsaveBuffer());
        Assert.InRange(decoded.Pixels.Pixels[127], 254, 255);
        using var ours = Decode(signed.TiffsaveBuffer());
        Assert.True(ours.Pixels.Pixels[2] < ours.Pixels.Pixels[64]);
    }

    [Fact]
    public void SixteenBitPixelsFromMemoryAreClippedInPngAndShiftedInJpeg()
    {
        ushort[] samples = [.. Enumerable.Repeat((ushort)25600, 64 * 64)];
        using var memory = Image.NewFromMemory(samples, 64, 64, 1, Enums.BandFormat.Ushort);
        using var png = Image.NewFromBuffer(memory.PngsaveBuffer());
        using var jpeg = Image.NewFromBuffer(memory.JpegsaveBuffer(q: 100));
        using var thumbnail = memory.ThumbnailImage(32);
        Assert.Equal((255.0, 100.0, 255.0), (png.Avg(), Math.Round(jpeg.Avg()), thumbnail.Cast(Enums.BandFormat.Uchar).Avg()));
    }

    [SkippableFact]
    public void TwelveBitsPackedAreNotRead()
    {
        var path = Path.Combine(_folder.Root, "packed.tif");
        OtherProgram.Run("gdal_translate -q -ot UInt16 -scale 0 255 0 4095 -co NBITS=12 {0} {1}", Ramp("ramp.png"), path);
        Assert.Throws<VipsException>(() => Image.NewFromFile(path).Avg());
    }

    [Fact]
    public void TheSmallestSampleOfFloatsStaysBlackWhereTheFileSaysWhite()
    {
        using var x = Image.Xyz(128, 64)[0];
        using var ramp = (x / 127).Cast(Enums.BandFormat.Float);
        var file = ramp.TiffsaveBuffer();
        var photometric = file.AsSpan().IndexOf([(byte)6, (byte)1, (byte)3, (byte)0]); // tag 262, SHORT
        file[photometric + 8] = 0;
        using var there = Image.NewFromBuffer(file);
        Assert.Equal(0, there.Getpoint(0, 0)[0]);
        using var here = Decode(file);
        Assert.InRange(here.Pixels.Pixels[0], 254, 255);
    }

    [Fact]
    public void AnOverwrittenFileComesFromTheCache()
    {
        var path = Ramp("cached.png");
        using var first = Image.NewFromFile(path);
        var mean = first.Avg();
        using (var black = Image.Black(128, 64)) File.WriteAllBytes(path, black.PngsaveBuffer());
        using var again = Image.NewFromFile(path);
        using var revalidated = Image.NewFromFile(path, kwargs: new VOption { { "revalidate", true } });
        Assert.Equal((mean, 0.0), (again.Avg(), revalidated.Avg()));
    }

    [SkippableFact]
    public void TilesThatWereNeverWrittenReadAsZeros()
    {
        var sparse = Path.Combine(_folder.Root, "sparse.tif");
        OtherProgram.Run("gdal_create -q -of GTiff -outsize 512 256 -bands 1 -ot Byte -co TILED=YES -co SPARSE_OK=TRUE {0}", sparse);
        using var image = Image.NewFromFile(sparse);
        Assert.Equal(0, image.Max());
    }

    [SkippableFact]
    public void OverviewsAndMasksCountAsPages()
    {
        using var large = Image.NewFromFile(Ramp("ramp.png")).Resize(8);
        var (png, cog) = (Path.Combine(_folder.Root, "large.png"), Path.Combine(_folder.Root, "cog.tif"));
        large.Pngsave(png);
        OtherProgram.Run("gdal_translate -q -of COG {0} {1}", png, cog);
        using var image = Image.NewFromFile(cog);
        Assert.Equal(2, (int)image.Get("n-pages"));
        using var decoded = Decode(File.ReadAllBytes(cog));
        Assert.Equal(1, decoded.Info.PageCount);
        OtherProgram.Run("gdal_translate -q -of COG -mask 1 {0} {1}", png, cog);
        using var masked = Image.NewFromFile(cog, kwargs: new VOption { { "revalidate", true } });
        Assert.Equal(4, (int)masked.Get("n-pages"));
        Assert.Throws<VipsException>(() => Image.NewFromFile(cog, kwargs: new VOption { { "page", 1 } }).Avg());
        using var within = Decode(File.ReadAllBytes(cog));
        Assert.Equal(1, within.Info.PageCount);
    }

    [Fact]
    public void GreyOfAPureColourIsWeighedInLinearLightThereAndByBT601Here()
    {
        using var green = Image.Black(32, 32).Bandjoin([Image.Black(32, 32) + 255, Image.Black(32, 32)]).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        Assert.Equal(220, green.Colourspace(Enums.Interpretation.Bw).Avg(), 1.0);
        using var decoded = Decode(green.TiffsaveBuffer());
        Assert.Equal(0.587f * 255, decoded.Pixels.Pixels[0], 0.01f);
    }

    private static DecodedImage Decode(byte[] file) =>
        ImageDecoder.Decode(file, Preprocessing.Default, new ImageDecoderOptions().AddVips());

    private string Ramp(string name)
    {
        var path = Path.Combine(_folder.Root, name);
        using var x = Image.Xyz(128, 64)[0];
        (x * 2).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).Pngsave(path);
        return path;
    }
}
