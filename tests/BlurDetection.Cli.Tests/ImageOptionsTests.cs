using System.Text.Json;
using BlurDetection.Tests.Support;
using NetVips;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

/// <summary>What the library has, the console has: how images are read, and which part of them counts.</summary>
public sealed class ImageOptionsTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RegionAndMaskDecideWhatCounts()
    {
        string path = Halves("halves.png");
        Assert.Equal("focus", (await VerdictAsync(path, "--region", "0,0,0.45,1")).GetProperty("verdict").GetString());
        Assert.Equal("blurred", (await VerdictAsync(path, "--region", "1100,0,700,720px")).GetProperty("verdict").GetString());
        double whole = (await VerdictAsync(path)).GetProperty("probability").GetDouble();
        double masked = (await VerdictAsync(path, "--mask", "0,0,0.5,1")).GetProperty("probability").GetDouble();
        Assert.True(masked > whole + 0.2, $"{masked} {whole}");
    }

    [Fact]
    public async Task PagesRangeAndWindowAreThoseOfTheFile()
    {
        string path = Path.Combine(_folder.Root, "pages.tif");
        using (var sharp = Street("street-sharp.jpg"))
        using (var soft = Street("street-defocus.jpg"))
        using (var pages =
            Image.Arrayjoin([(sharp * 16).Cast(Enums.BandFormat.Ushort), (soft * 16).Cast(Enums.BandFormat.Ushort)], across: 1))
        using (var tall = pages.Copy(interpretation: Enums.Interpretation.Grey16)
            .Mutate(image => image.Set(GValue.GIntType, "page-height", sharp.Height)))
            tall.Tiffsave(path);
        Assert.Equal("focus", (await VerdictAsync(path)).GetProperty("verdict").GetString());
        JsonElement second = await VerdictAsync(path, "--page", "1");
        Assert.Equal(("blurred", 1, 2),
            (second.GetProperty("verdict").GetString(), second.GetProperty("page").GetInt32(), second.GetProperty("pages").GetInt32()));
        Assert.Equal(4095, second.GetProperty("range").GetProperty("white").GetDouble());
        Blur.Result all = await Blur.RunAsync("classify", path, "--page", "all", "--csv");
        Assert.Equal(0, all.Code);
        string[] rows = all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, rows.Length);
        Assert.StartsWith($"{path}#1,blurred,", rows[2]);
        JsonElement window = await VerdictAsync(path, "--window", "1000,2000");
        Assert.Equal("window", window.GetProperty("range").GetProperty("origin").GetString());
        Assert.Equal("percentiles", (await VerdictAsync(path, "--range", "1,99")).GetProperty("range").GetProperty("origin").GetString());
        Assert.Equal(65535, (await VerdictAsync(path, "--range", "full")).GetProperty("range").GetProperty("white").GetDouble());
        Assert.Contains("no page 7", (await VerdictAsync(path, "--page", "7")).GetProperty("error").GetString());
    }

    [Fact]
    public async Task LimitsLongSideAndMapsReachTheLibrary()
    {
        string path = Halves("halves.png"), maps = Path.Combine(_folder.Root, "maps");
        Assert.Contains("more than the 1000 allowed", (await VerdictAsync(path, "--max-pixels", "1000")).GetProperty("error").GetString());
        double usual = (await VerdictAsync(path)).GetProperty("strength").GetDouble();
        Assert.NotEqual(usual, (await VerdictAsync(path, "--long-side", "400")).GetProperty("strength").GetDouble());
        await VerdictAsync(path, "--map", maps);
        using var map = Image.NewFromFile(Path.Combine(maps, "halves.png.map.png"));
        Assert.Equal(4, map.Bands);
        Assert.Single(Directory.GetFiles(maps));
    }

    [Theory]
    [InlineData("--region", "0,0,2,1", "--region is left,top,width,height")]
    [InlineData("--region", "a", "--region is left,top,width,height")]
    [InlineData("--window", "5", "--window is centre,width")]
    [InlineData("--range", "99,1", "--range is auto, full")]
    [InlineData("--page", "last", "--page is a whole number")]
    [InlineData("--geojson", "a.json", "--geojson goes with --tiles")]
    [InlineData("--onnx-layout", "nhwc", "give it too")]
    public async Task MistypedOptionsAreNamed(string option, string value, string says)
    {
        Blur.Result result = await Blur.RunAsync("classify", "a.png", option, value);
        Assert.Equal(2, result.Code);
        Assert.Contains(says, result.Error);
    }

    [Fact]
    public async Task AModelFromElsewhereIsDescribedByOptions()
    {
        string model = _folder.Add("theirs.onnx", new OnnxGraph()
            .Input("image", OnnxGraph.Type.Float, 1, 32, 32, 3).Longs("flat", 1, 1).Node("ReduceMean", "image", "mean")
            .Node("Reshape", "mean flat", "out").Output("out", OnnxGraph.Type.Float, 1, 1).ToBytes());
        JsonElement grey = await VerdictAsync(_folder.Add("grey.png", Images.Even(51)), "--model", model, "--onnx-layout", "nhwc");
        Assert.Equal(0.2, grey.GetProperty("probability").GetDouble(), 3);
        JsonElement shifted =
            await VerdictAsync(Path.Combine(_folder.Root, "grey.png"), "--model", model, "--onnx-layout", "nhwc", "--onnx-mean", "-0.5");
        Assert.Equal(0.7, shifted.GetProperty("probability").GetDouble(), 3);
    }

    [Fact]
    public async Task AHugeSceneIsClassifiedInTiles()
    {
        string path = Path.Combine(_folder.Root, "scene.tif"), json = Path.Combine(_folder.Root, "out.geojson");
        using (var image = Image.NewFromFile(Halves("halves.png"))) image.Tiffsave(path, tile: true);
        Blur.Result result = await Blur.RunAsync("classify", path, "--tiles", "512", "--geojson", json, "--map", _folder.Root, "--json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        using var line = JsonDocument.Parse(result.Output);
        Assert.Equal(8, line.RootElement.GetProperty("tiles").GetInt32());
        Assert.InRange(line.RootElement.GetProperty("blurred_share").GetDouble(), 0.3, 0.7);
        using var features = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(8, features.RootElement.GetProperty("features").GetArrayLength());
        Assert.True(File.Exists(path + ".map.png"));
        Blur.Result tiles = await Blur.RunAsync("classify", path, "--tiles", "512", "--csv");
        Assert.Equal(9, tiles.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(3, (await Blur.RunAsync("classify", Path.Combine(_folder.Root, "halves.png"), "--tiles", "512")).Code);
        Blur.Result failed = await Blur.RunAsync("classify", Path.Combine(_folder.Root, "halves.png"), "--tiles", "512", "--json");
        Assert.Equal(Members(line.RootElement), Members(failed.Json[0]));
        Assert.Equal(JsonValueKind.Null, line.RootElement.GetProperty("error").ValueKind);
        Assert.Equal(JsonValueKind.Null, failed.Json[0].GetProperty("tiles").ValueKind);
        static string[] Members(JsonElement line) => [.. line.EnumerateObject().Select(member => member.Name)];
    }

    private static Image Street(string name) =>
        Image.NewFromFile(Path.Combine(Repository.Root, "samples", "images", name)).ExtractBand(1)
            .Copy(interpretation: Enums.Interpretation.Bw);

    /// <summary>A street, sharp on the left and defocused on the right.</summary>
    private string Halves(string name)
    {
        string path = Path.Combine(_folder.Root, name);
        using var sharp = Street("street-sharp.jpg");
        using var soft = Street("street-defocus.jpg");
        using var both = sharp.Join(soft, Enums.Direction.Horizontal);
        both.Pngsave(path);
        return path;
    }

    private static async Task<JsonElement> VerdictAsync(params string[] arguments)
    {
        Blur.Result result = await Blur.RunAsync(["classify", "--json", .. arguments]);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }
}
