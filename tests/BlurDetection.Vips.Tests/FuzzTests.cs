using BlurDetection.Imaging;
using BlurDetection.Tests.Robustness;
using BlurDetection.Tests.Support;
using BlurDetection.Vips.Scenes;
using NetVips;
using Xunit.Abstractions;

namespace BlurDetection.Vips.Tests;

[Collection(ProcessWideState.Name)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Readers = 10;

    private static readonly ImageDecoderOptions Options = new ImageDecoderOptions { MaxPixels = 1_000_000 }.AddVips();

    public static TheoryData<string> Kinds => new() { "striped", "tiled", "float", "jpeg", "pyramid", "png16", "avif" };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void DamagedFilesGiveAnImageOrATypedError(string kind)
    {
        using var x = Image.Xyz(96, 64)[0];
        using var deep = (x * 40).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        using var colour = x.Bandjoin(x * 2, 255 - x).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        var file = kind switch
        {
            "striped" => deep.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw),
            "tiled" => deep.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32, compression: Enums.ForeignTiffCompression.Deflate),
            "float" => x.Cast(Enums.BandFormat.Float).TiffsaveBuffer(bigtiff: true),
            "jpeg" => colour.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg),
            "pyramid" => deep.Resize(6).TiffsaveBuffer(tile: true, pyramid: true, compression: Enums.ForeignTiffCompression.Lzw),
            "png16" => deep.PngsaveBuffer(bitdepth: 16),
            _ => colour.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1),
        };
        Mutants.Decode(kind, file, new FuzzBudget(150, Readers), Options, output);
    }

    [SkippableFact]
    public void DamagedFilesWhosePlanesLieApartGiveAnImageOrATypedError()
    {
        using var folder = new ImageFolder();
        using var x = Image.Xyz(96, 64)[0];
        var (png, path) = (folder.Add("a.png", x.Cast(Enums.BandFormat.Uchar).PngsaveBuffer()), Path.Combine(folder.Root, "a.tif"));
        OtherProgram.Run("gdal_translate -q -b 1 -b 1 -b 1 -co INTERLEAVE=BAND -co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=32 {0} {1}",
            png, path);
        Mutants.Decode("planar", File.ReadAllBytes(path), new FuzzBudget(150, Readers), Options, output);
    }

    [Theory]
    [InlineData("compressed")]
    [InlineData("stored")]
    public void DamagedScenesGiveAResultOrATypedError(string kind)
    {
        using var folder = new ImageFolder();
        using var classifier = BlurClassifier.CreateDefault(new() { FineMap = false });
        var scenes = new SceneClassifier(classifier, new() { TileSize = 64, MaxPixels = 100_000, MaxStripBytes = 1 << 20 });
        using var x = Image.Xyz(96, 64)[0];
        using var deep = (x * 40).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        var compression = kind == "stored" ? Enums.ForeignTiffCompression.None : Enums.ForeignTiffCompression.Lzw;
        Mutants.Read($"scene, {kind}", deep.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32, compression: compression),
            new FuzzBudget(100, Readers), mutant => scenes.Classify(folder.Add("scene.tif", mutant)), output);
    }
}
