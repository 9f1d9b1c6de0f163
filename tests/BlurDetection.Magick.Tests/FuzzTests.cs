using BlurDetection.Imaging;
using BlurDetection.Tests.Robustness;
using BlurDetection.Tests.Support;
using ImageMagick;
using Xunit.Abstractions;

namespace BlurDetection.Magick.Tests;

[Collection(ProcessWideState.Name)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Readers = 18;

    private static readonly ImageDecoderOptions Options = new ImageDecoderOptions { MaxPixels = 1_000_000 }.AddMagick();

    public static TheoryData<MagickFormat> Coders => new()
    {
        MagickFormat.Jxl, MagickFormat.Jp2, MagickFormat.J2k, MagickFormat.Exr, MagickFormat.Psd,
    };

    [Theory]
    [MemberData(nameof(Coders))]
    public void DamagedFilesGiveAnImageOrATypedError(MagickFormat coder)
    {
        using var image = new MagickImage("gradient:red-blue", new MagickReadSettings { Width = 96, Height = 64 });
        Mutants.Decode(coder.ToString(), image.ToByteArray(coder), new FuzzBudget(60, Readers), Options, output);
    }

    [SkippableFact]
    public void DamagedHeicGivesAnImageOrATypedError()
    {
        using var scene = new Scene();
        using var image = new MagickImage("gradient:red-blue", new MagickReadSettings { Width = 96, Height = 64 });
        var (png, heic) = (scene.PathOf("a.png"), scene.PathOf("a.heic"));
        image.Write(png);
        OtherProgram.Run("heif-enc -q 60 {0} -o {1}", png, heic);
        Mutants.Decode("Heic", File.ReadAllBytes(heic), new FuzzBudget(60, Readers), Options, output);
    }

    [Theory]
    [InlineData(CompressionMethod.NoCompression)]
    [InlineData(CompressionMethod.RLE)]
    public void DamagedPsdOf16BitsGivesAnImageOrATypedError(CompressionMethod compression)
    {
        using var image = new MagickImage("gradient:red-blue", new MagickReadSettings { Width = 96, Height = 64 }) { Depth = 16 };
        image.Settings.Compression = compression;
        Mutants.Decode($"PSD {compression}", image.ToByteArray(MagickFormat.Psd), new FuzzBudget(400, Readers), Options, output);
    }

    [Fact]
    public void DamagedFitsGivesAnImageOrATypedError() =>
        Mutants.Decode("FITS", FitsFile.Floats(60, 40, (x, y) => x * y), new FuzzBudget(1000, Readers), Options, output);

    [Theory]
    [MemberData(nameof(CameraRawTests.Containers), MemberType = typeof(CameraRawTests))]
    public void DamagedCameraRawGivesAnImageOrATypedError(string kind)
    {
        using var image = new MagickImage("gradient:red-blue", new MagickReadSettings { Width = 960, Height = 64 });
        var raw = CameraRawTests.Container(kind, image.ToByteArray(MagickFormat.Jpeg));
        Mutants.Decode(kind, raw, new FuzzBudget(60, Readers), Options, output);
    }

    [Fact]
    public void DamagedSensorDataGiveAnImageOrATypedError() =>
        Mutants.Decode("DNG", CameraRawTests.Dng(96, 64), new FuzzBudget(60, Readers), Options, output);
}
