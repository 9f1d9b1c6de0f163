using System.Text.Json;
using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Cli.Tests;

/// <summary>DICOM on the console: frames, windows, regions, and nothing of the patient.</summary>
public sealed class DicomCommandTests : IDisposable
{
    private const string PydicomFiles = "/usr/lib/python3/dist-packages/pydicom/data/test_files";
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachFrameIsAPage()
    {
        TestImage sharp = Xray("xray-sharp.jpg"), moved = Xray("xray-moved.jpg");
        string path = Write("two.dcm", (sharp with { Frames = 2, Samples = [.. sharp.Samples, .. moved.Samples] }).Write());
        foreach (var (page, verdict) in new[] { ("0", "focus"), ("1", "blurred") })
        {
            JsonElement frame = await ClassifyAsync(path, "--page", page);
            Assert.Equal((verdict, page, 2), (frame.GetProperty("verdict").GetString(),
                frame.GetProperty("page").GetInt32().ToString(), frame.GetProperty("pages").GetInt32()));
        }
        Assert.Contains("no page 2", (await ClassifyAsync(path, "--page", "2")).GetProperty("error").GetString());
        Blur.Result all = await Blur.RunAsync("classify", path, "--page", "all", "--csv", "--fail-on-blur");
        Assert.Equal((1, 3), (all.Code, all.Lines.Length));
        Assert.StartsWith($"{path}#0,focus,", all.Lines[1]);
        Assert.StartsWith($"{path}#1,blurred,", all.Lines[2]);
    }

    [Fact]
    public async Task TheWindowOfTheFileGivesWayToThatOfTheCommandLine()
    {
        TestImage deep = Xray("xray-sharp.jpg");
        deep = deep with { BitsAllocated = 16, BitsStored = 12, Samples = [.. deep.Samples.Select(sample => 300 + 3 * sample)] };
        string path = Write("window.dcm", deep.Write().Text(0x0028_1050, "DS", "683").Text(0x0028_1051, "DS", "766"));
        JsonElement own = await ClassifyAsync(path);
        Assert.Equal(("focus", "metadata", 300, 1065), Shown(own));
        Assert.Equal(("focus", "window", 305, 1060), Shown(await ClassifyAsync(path, "--window", "682.5,755")));
        Assert.Equal(("focus", "percentiles"), Start(Shown(await ClassifyAsync(path, "--range", "1,99"))));
        Assert.Equal(("indeterminate", "window", 3000, 4000), Shown(await ClassifyAsync(path, "--window", "3500,1000"))); // black
        Assert.Equal(4095, (await ClassifyAsync(path, "--range", "full")).GetProperty("range").GetProperty("white").GetDouble());
    }

    [Fact]
    public async Task ThePrintAroundAnUltrasoundImageCanBeLeftOut()
    {
        TestImage moved = Xray("xray-moved.jpg"), sharp = Xray("xray-sharp.jpg");
        int[] samples = [.. moved.Samples.Select((sample, i) => i % moved.Width < moved.Width / 2 ? sharp.Samples[i] : sample)];
        DicomWriter region = new DicomWriter().UInt32(0x0018_6018, (uint)moved.Width / 2).UInt32(0x0018_601A, 0)
            .UInt32(0x0018_601C, (uint)moved.Width - 1).UInt32(0x0018_601E, (uint)moved.Height - 1);
        string path = Write("us.dcm", (moved with { Samples = samples }).Write().Sequence(0x0018_6011, false, region));
        double whole = (await ClassifyAsync(path)).GetProperty("probability").GetDouble();
        JsonElement part = await ClassifyAsync(path, "--ultrasound-regions");
        Assert.Equal("blurred", part.GetProperty("verdict").GetString());
        Assert.True(part.GetProperty("probability").GetDouble() > whole + 0.1);
        Assert.Equal(0.5, part.GetProperty("data_share").GetDouble(), 0.01);
    }

    [Fact]
    public async Task FilesAreFoundByTheirContentAndNothingOfThePatientIsShown()
    {
        Write("IM0001", Xray("xray-sharp.jpg").Write());
        File.WriteAllBytes(Path.Combine(_folder.Root, "IM0002"), [.. new byte[128], .. "DICM"u8, 1, 2, 3]);
        string unknown = DicomWriter.Mpeg2;
        File.WriteAllBytes(Path.Combine(_folder.Root, "IM0003"), Xray("xray-sharp.jpg").Encapsulate([1, 2, 3, 4]).File(unknown));
        Blur.Result result = await Blur.RunAsync("classify", _folder.Root, "--json");
        Assert.Equal((3, 3), (result.Code, result.Json.Length));
        Assert.Equal("focus", result.Json[0].GetProperty("verdict").GetString());
        Assert.Contains(unknown, result.Json[2].GetProperty("error").GetString());
        foreach (string secret in new[] { DicomWriter.PatientName, DicomWriter.PatientId, DicomWriter.Institution })
            Assert.DoesNotContain(secret, result.Output + result.Error);
    }

    [SkippableFact]
    public async Task Jpeg2000OfEightBitsIsDecodedAndMoreBitsAreNamed()
    {
        Skip.IfNot(Directory.Exists(PydicomFiles), "The test files of python3-pydicom are not installed.");
        JsonElement colours = await ClassifyAsync(Path.Combine(PydicomFiles, "SC_rgb_gdcm_KY.dcm"));
        Assert.Equal((100, 100, JsonValueKind.Null), (colours.GetProperty("width").GetInt32(), colours.GetProperty("height").GetInt32(),
            colours.GetProperty("error").ValueKind));
        Assert.Contains("1.2.840.10008.1.2.4.90",
            (await ClassifyAsync(Path.Combine(PydicomFiles, "MR_small_jp2klossless.dcm"))).GetProperty("error").GetString());
    }

    private static (string?, string?, double, double) Shown(JsonElement result)
    {
        JsonElement range = result.GetProperty("range");
        return (result.GetProperty("verdict").GetString(), range.GetProperty("origin").GetString(), range.GetProperty("black").GetDouble(),
            range.GetProperty("white").GetDouble());
    }

    private static (string?, string?) Start((string?, string?, double, double) shown) => (shown.Item1, shown.Item2);

    private static TestImage Xray(string name)
    {
        using var bitmap = SKBitmap.Decode(Path.Combine(Repository.Root, "samples", "images", name));
        return new TestImage(bitmap.Width, bitmap.Height,
            [.. Enumerable.Range(0, bitmap.Width * bitmap.Height)
                .Select(i => (int)bitmap.GetPixel(i % bitmap.Width, i / bitmap.Width).Green)]);
    }

    private string Write(string name, DicomWriter file) => _folder.Add(name, file.File(DicomWriter.ExplicitLittleEndian));

    private static async Task<JsonElement> ClassifyAsync(params string[] arguments) =>
        Assert.Single((await Blur.RunAsync(["classify", "--json", .. arguments])).Json);
}
