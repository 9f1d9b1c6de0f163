using System.Text.Json;
using BlurDetection.Tests.Support;
using BlurDetection.Vips.Scenes;
using NetVips;

namespace BlurDetection.Vips.Tests;

public sealed class SceneTests : IDisposable
{
    private readonly ImageFolder _folder = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new() { FineMap = false });

    public void Dispose()
    {
        _folder.Dispose();
        _classifier.Dispose();
    }

    [Theory]
    [InlineData(true, Enums.BandFormat.Uchar)]
    [InlineData(false, Enums.BandFormat.Uchar)]
    [InlineData(true, Enums.BandFormat.Ushort)]
    [InlineData(false, Enums.BandFormat.Ushort)]
    public void TheBlurredHalfOfASceneIsFoundTileByTileAndInTheMap(bool tiled, Enums.BandFormat type)
    {
        var path = Save(tiled, type);
        var scene = new SceneClassifier(_classifier, new() { TileSize = 512, CellSize = 32 }).Classify(path);
        Assert.Equal((1920, 720, 8), (scene.Width, scene.Height, scene.Tiles.Count));
        Assert.All(scene.Tiles.Where(tile => tile.Verdict == BlurVerdict.Focus), tile => Assert.True(tile.Left < 960));
        Assert.All(scene.Tiles.Where(tile => tile.Left >= 1024 && tile.Height > 300),
            tile => Assert.Equal(BlurVerdict.Blurred, tile.Verdict));
        Assert.Equal(BlurVerdict.Focus, scene.Tiles[0].Verdict);
        var map = scene.Map;
        Assert.Equal((60, 23), (map.Width, map.Height));
        Assert.True(Mean(map, 0, 28) < 0.35 && Mean(map, 34, 60) > 0.65, $"{Mean(map, 0, 28)}, {Mean(map, 34, 60)}");
        Assert.InRange(scene.BlurredShare, 0.3, 0.7);
    }

    [Theory]
    [InlineData(Enums.BandFormat.Uchar)]
    [InlineData(Enums.BandFormat.Ushort)]
    public void TilesThatAreReducedWhileTheyAreReadGetTheVerdictOfTheirImage(Enums.BandFormat type)
    {
        using var halves = TwoHalves();
        using var large = halves.Replicate(2, 4).ExtractArea(0, 0, 2900, 2800);
        using var deep = type == Enums.BandFormat.Uchar ? large.Copy()
            : (large * 16).Cast(type).Copy(interpretation: Enums.Interpretation.Grey16);
        var path = Path.Combine(_folder.Root, "large.tif");
        deep.Tiffsave(path);
        var scene = new SceneClassifier(_classifier, new() { TileSize = 1920 }).Classify(path);
        Assert.Equal((2900, 2800, 4), (scene.Width, scene.Height, scene.Tiles.Count));
        Assert.Equal((1920, 1920, 980, 880), (scene.Tiles[3].Left, scene.Tiles[3].Top, scene.Tiles[3].Width, scene.Tiles[3].Height));
        foreach (var tile in scene.Tiles.Take(3))
        {
            using var part = large.ExtractArea(tile.Left, tile.Top, tile.Width, tile.Height);
            var expected = _classifier.Classify(part.PngsaveBuffer());
            Assert.Equal(expected.Verdict, tile.Verdict);
            Assert.Equal(expected.Probability, tile.Probability, 0.05); // a mean of four pixels comes before the scaling
        }
        Assert.Equal((46, 44), (scene.Map.Width, scene.Map.Height));
        Assert.Throws<ImageTooLargeException>(() =>
            new SceneClassifier(_classifier, new() { TileSize = 1919, MaxStripBytes = 2 << 20 }).Classify(path)); // not by a whole factor
    }

    [SkippableTheory]
    [InlineData("-co TILED=YES -co COMPRESS=DEFLATE")]
    [InlineData("-co PHOTOMETRIC=MINISBLACK -co BIGTIFF=YES")]
    public void BandsThatLieApartGiveTheVerdictsOfThoseThatLieTogether(string options)
    {
        string together = Path.Combine(_folder.Root, "a.tif"), apart = Path.Combine(_folder.Root, "b.tif");
        var png = Path.Combine(_folder.Root, "a.png");
        using (var image = TwoHalves()) image.Pngsave(png);
        OtherProgram.Run($"gdal_translate -q -b 1 -b 1 -b 1 -b 1 -b 1 {{0}} {{1}}", png, together);
        OtherProgram.Run($"gdal_translate -q -b 1 -b 1 -b 1 -b 1 -b 1 -co INTERLEAVE=BAND {options} {{0}} {{1}}", png, apart);
        var scenes = new SceneClassifier(_classifier, new() { TileSize = 640 });
        Assert.Equal(scenes.Classify(together).Tiles, scenes.Classify(apart).Tiles);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(300)] // cuts through the tiles of the file
    public void HowTheFileIsStoredAndHowManyTilesAreClassifiedAtATimeChangeNothing(int tile)
    {
        using var halves = TwoHalves();
        string[] paths = [.. new[] { "tiled", "wide", "striped", "deflate" }.Select(name => Path.Combine(_folder.Root, name + ".tif"))];
        halves.Tiffsave(paths[0], tile: true, tileWidth: 64, tileHeight: 48);
        halves.Tiffsave(paths[1], tile: true, tileWidth: 512, tileHeight: 512);
        halves.Tiffsave(paths[2]);
        halves.Tiffsave(paths[3], tile: true, tileWidth: 128, tileHeight: 128, compression: Enums.ForeignTiffCompression.Deflate);
        var expected = new SceneClassifier(_classifier, new() { TileSize = tile, Parallelism = 1 }).Classify(paths[2]);
        foreach (var path in paths)
        {
            var told = new List<double>();
            var scene = new SceneClassifier(_classifier, new() { TileSize = tile, Parallelism = 5 }).Classify(path, new Shares(told));
            Assert.Equal(expected.Tiles, scene.Tiles);
            Assert.Equal(expected.Map.Probability.ToArray(), scene.Map.Probability.ToArray());
            Assert.Equal(expected.Map.Certainty.ToArray(), scene.Map.Certainty.ToArray());
            var rows = (720 + tile - 1) / tile;
            Assert.Equal(Enumerable.Range(1, rows).Select(row => row / (double)rows), told);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFailureOfOneTileOrATokenEndsTheSceneAtOnce(bool tiled)
    {
        var path = Save(tiled, Enums.BandFormat.Uchar);
        var options = new SceneOptions { TileSize = 256, Parallelism = 3 };
        using (var withoutMap = BlurClassifier.CreateDefault(new() { Map = false }))
            Assert.Contains("map", Assert.Throws<InvalidOperationException>(() =>
                new SceneClassifier(withoutMap, options).Classify(path)).Message);
        using var cancelled = new CancellationTokenSource();
        var told = new List<double>();
        options.Parallelism = 1;
        Assert.ThrowsAny<OperationCanceledException>(() => new SceneClassifier(_classifier, options)
            .Classify(path, new Shares(told, cancelled.Cancel), cancelled.Token));
        Assert.Single(told);
    }

    [Fact]
    public void AWorldFilePutsTheTilesOntoTheMap()
    {
        var path = Save(tiled: true, Enums.BandFormat.Uchar);
        File.WriteAllText(Path.ChangeExtension(path, "tfw"), "0.5\n0\n0\n-0.5\n1000.25\n1999.75\n");
        var scene = new SceneClassifier(_classifier, new() { TileSize = 1024 }).Classify(path);
        Assert.Equal((1000.0, 2000.0), scene.GeoReference!.ToMap(0, 0));
        var json = Path.Combine(_folder.Root, "out.geojson");
        scene.WriteGeoJson(json);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var feature = document.RootElement.GetProperty("features")[1];
        var corners = feature.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray()
            .Select(c => (c[0].GetDouble(), c[1].GetDouble())).ToArray();
        Assert.Equal([(1512.0, 2000.0), (1512.0, 1640.0), (1960.0, 1640.0), (1960.0, 2000.0), (1512.0, 2000.0)], corners);
        Assert.Equal(1024, feature.GetProperty("properties").GetProperty("left").GetInt32());
        var csv = new StringWriter();
        scene.WriteCsv(csv);
        Assert.Equal(3, csv.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(",1256,1820\n", csv.ToString());
        File.WriteAllText(Path.ChangeExtension(path, "tfw"), "0,5\n");
        Assert.Contains("line 1", Assert.Throws<UnsupportedImageException>(() => new SceneClassifier(_classifier).Classify(path)).Message);
    }

    [SkippableFact]
    public void AWorldFileThatLeadsToADeviceIsNotReadForEver()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /dev/zero elsewhere.");
        var path = Save(tiled: true, Enums.BandFormat.Uchar);
        File.CreateSymbolicLink(Path.ChangeExtension(path, "tfw"), "/dev/zero");
        Assert.Contains("line 1", Assert.Throws<UnsupportedImageException>(() => new SceneClassifier(_classifier).Classify(path)).Message);
    }

    [SkippableFact]
    public void APipeIsNoSceneAndNothingIsWaitedFor()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes of names are made by mkfifo.");
        var pipe = Path.Combine(_folder.Root, "pipe.tif");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe)) make.WaitForExit();
        Assert.Contains(pipe, Assert.Throws<UnsupportedImageException>(() => new SceneClassifier(_classifier).Classify(pipe)).Message);
    }

    [SkippableFact]
    public void AGeotiffSaysItselfWhereItLies()
    {
        var png = Path.Combine(_folder.Root, "a.png");
        using (var image = TwoHalves()) image.Pngsave(png);
        var path = Path.Combine(_folder.Root, "a.tif");
        OtherProgram.Run("gdal_translate -q -a_srs EPSG:32633 -a_ullr 500000 5300000 500960 5299640 {0} {1}", png, path);
        var reference = new SceneClassifier(_classifier).Classify(path).GeoReference!;
        Assert.Equal((500000.0, 5300000.0, 32633), (reference.OriginX, reference.OriginY, reference.EpsgCode!.Value));
        Assert.Equal((500960.0, 5299640.0), reference.ToMap(1920, 720));
    }

    [Fact]
    public void WithoutAReferencePolygonsAreInPixelsAndTheMapIsAPng()
    {
        var scene = new SceneClassifier(_classifier, new() { TileSize = 1024 }).Classify(Save(tiled: true, Enums.BandFormat.Uchar));
        Assert.Null(scene.GeoReference);
        using var memory = new MemoryStream();
        scene.WriteGeoJson(memory);
        Assert.Contains("[[[0,0],[1024,0],[1024,720],[0,720],[0,0]]]", System.Text.Encoding.UTF8.GetString(memory.ToArray()));
        var png = Path.Combine(_folder.Root, "map.png");
        scene.WriteMap(png);
        using var map = Image.NewFromFile(png);
        Assert.Equal((scene.Map.Width, scene.Map.Height, 4), (map.Width, map.Height, map.Bands));
    }

    [Fact]
    public void AnOverwrittenSceneIsReadAgain()
    {
        var path = Save(tiled: false, Enums.BandFormat.Uchar);
        var scenes = new SceneClassifier(_classifier, new() { TileSize = 1024 });
        Assert.True(scenes.Classify(path).EvidenceShare > 0.3);
        using (var even = Image.Black(1920, 720)) even.Tiffsave(path);
        Assert.True(scenes.Classify(path).EvidenceShare < 0.05);
    }

    [Fact]
    public void LimitsOtherFormatsAndCancellationAreTypedErrors()
    {
        var path = Save(tiled: false, Enums.BandFormat.Uchar);
        Assert.Throws<ImageTooLargeException>(() => new SceneClassifier(_classifier, new() { MaxPixels = 1000 }).Classify(path));
        Assert.Contains("smaller tiles", Assert.Throws<ImageTooLargeException>(() =>
            new SceneClassifier(_classifier, new() { MaxStripBytes = 1 << 20 }).Classify(path)).Message);
        Assert.Contains("TIFF", Assert.Throws<UnsupportedImageException>(() => new SceneClassifier(_classifier)
            .Classify(_folder.Add("a.tif", [1, 2, 3]))).Message);
        Assert.Throws<ArgumentException>(() => new SceneClassifier(_classifier, new() { TileSize = 1 }));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new SceneClassifier(_classifier)
            .Classify(path, cancellationToken: cancelled.Token));
    }

    private static double Mean(BlurMap map, int from, int to)
    {
        double sum = 0, weight = 0;
        for (var i = 0; i < map.Width * map.Height; i++)
        {
            if (i % map.Width < from || i % map.Width >= to) continue;
            sum += map.Probability.Span[i] * map.Certainty.Span[i];
            weight += map.Certainty.Span[i];
        }
        return sum / weight;
    }

    /// <summary>A drawn street, sharp on the left and defocused on the right.</summary>
    private static Image TwoHalves()
    {
        Image Load(string name) => Image.NewFromFile(Path.Combine(Repository.Root, "samples", "images", name)).ExtractBand(1)
            .Copy(interpretation: Enums.Interpretation.Bw);
        using var sharp = Load("street-sharp.jpg");
        using var soft = Load("street-defocus.jpg");
        return sharp.Join(soft, Enums.Direction.Horizontal).CopyMemory();
    }

    private string Save(bool tiled, Enums.BandFormat type)
    {
        var path = Path.Combine(_folder.Root, $"{tiled}{type}.tif");
        using var halves = TwoHalves();
        using var deep = type == Enums.BandFormat.Uchar ? halves.Copy()
            : (halves * 16).Cast(type).Copy(interpretation: Enums.Interpretation.Grey16);
        deep.Tiffsave(path, tile: tiled, tileWidth: 256, tileHeight: 256);
        return path;
    }

    /// <summary>Takes down what it is told at once.</summary>
    private sealed class Shares(List<double> told, Action? then = null) : IProgress<double>
    {
        public void Report(double value)
        {
            told.Add(value);
            then?.Invoke();
        }
    }
}
