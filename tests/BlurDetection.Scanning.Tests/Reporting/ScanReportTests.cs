using System.Text.Json;
using BlurDetection.Scanning.Reporting;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Reporting;

public sealed class ScanReportTests : IDisposable
{
    private const int MostBytes = 5_000_000;
    private readonly TempFolder _folder = new();

    private string Results => _folder.PathOf("results");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task AGalleryOf100000ImagesHasFilesBelow5MBAndCountsAtTheThreshold()
    {
        Skip.If(Chromium.Path is null, "Needs Chromium.");
        const int images = 100_000;
        await SyntheticResults.WriteAsync(Results, images);
        string index = await ScanReport.WriteAsync(ScanResults.Open(Results), _folder.PathOf("report"));
        Assert.All(Directory.GetFiles(_folder.PathOf("report"), "*", SearchOption.AllDirectories),
            file => Assert.InRange(new FileInfo(file).Length, 1, MostBytes));

        string page = await Chromium.DumpAsync(index);
        Assert.Contains("data-ready=\"true\"", page);
        Assert.Equal(images, Tile(page, "Images"));
        var (blurred, focus, indeterminate, errors) = SyntheticResults.Expected(images);
        Assert.Equal((blurred, focus, indeterminate, errors),
            (Tile(page, "Blurred"), Tile(page, "In focus"), Tile(page, "Indeterminate"), Tile(page, "Errors")));
        Assert.InRange(page.Split("class=\"card ").Length - 1, 1, 300); // only what can be seen
    }

    [Fact]
    public async Task NearDuplicatesAreGroupedAndTheSharpestIsMarked()
    {
        _folder.Add("images/a/sharp.jpg", Images.Sharp(320, 240, 5));
        _folder.Add("images/a/soft.jpg", Images.Blurred(320, 240, 5, 4));
        _folder.Add("images/other.jpg", Images.Sharp(320, 240, 77));
        _folder.Add("images/damaged.jpg", Photos.Damaged);
        using var classifier = BlurClassifier.CreateDefault();
        await new ImageScanner(classifier).ScanAsync(new FolderSource(_folder.PathOf("images")), Results);
        await ScanReport.WriteAsync(ScanResults.Open(Results), _folder.PathOf("report"));
        JsonElement[] rows = RowsOf(_folder.PathOf("report"));
        Assert.Equal("a/soft.jpg", rows[0][0].GetString()); // worst first
        Assert.Equal(0, Row(rows, "a/soft.jpg")[7].GetInt32());
        Assert.Equal(0, Row(rows, "a/sharp.jpg")[7].GetInt32());
        Assert.True(Row(rows, "a/sharp.jpg")[8].GetBoolean());
        Assert.False(Row(rows, "a/soft.jpg")[8].GetBoolean());
        Assert.Equal(-1, Row(rows, "other.jpg")[7].GetInt32());
        Assert.Equal("unsupported", Row(rows, "damaged.jpg")[9][0].GetString());
        Assert.Equal(JsonValueKind.Null, Row(rows, "damaged.jpg")[10].ValueKind);
    }

    [Fact]
    public async Task ThumbnailsOfTheScanAreShownWhereTheImagesAreGone()
    {
        string image = _folder.Add("images/a.jpg", Photos.Sharp);
        using var classifier = BlurClassifier.CreateDefault();
        await new ImageScanner(classifier, new ScanOptions { Thumbnails = true })
            .ScanAsync(new FolderSource(_folder.PathOf("images")), Results);
        File.Delete(image);
        await ScanReport.WriteAsync(ScanResults.Open(Results), _folder.PathOf("report"));
        string script = await File.ReadAllTextAsync(_folder.PathOf("report/thumbnails/00001.js"));
        byte[] jpeg = Convert.FromBase64String(script.Split('"')[1]);
        Assert.Equal([0xFF, 0xD8, 0xFF], jpeg[..3]);
    }

    [Fact]
    public async Task WhatHasNoPlaceInTheGalleryIsCounted()
    {
        await SyntheticResults.WriteAsync(Results, 1000);
        await ScanReport.WriteAsync(ScanResults.Open(Results), _folder.PathOf("report"), new ScanReportOptions { MaxImages = 100 });
        string page = await File.ReadAllTextAsync(_folder.PathOf("report/index.html"));
        int from = page.IndexOf("application/json\">", StringComparison.Ordinal) + "application/json\">".Length;
        JsonElement summary = JsonDocument.Parse(page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)]).RootElement;
        JsonElement rest = summary.GetProperty("rest");
        long counted = rest.GetProperty("bins").EnumerateArray().Sum(bin => bin[1].GetInt64()) + rest.GetProperty("indeterminate")
            .GetInt64() + rest.GetProperty("error").GetInt64();
        Assert.Equal(100, RowsOf(_folder.PathOf("report")).Length);
        Assert.Equal(1000, summary.GetProperty("total").GetInt32());
        Assert.Equal(900, counted);
    }

    [Fact]
    public async Task NamesCannotBreakOutOfThePage()
    {
        _folder.Add("images/<script>alert(1)<_script>.jpg", [80]);
        await new ImageScanner(new ByteClassifier()).ScanAsync(new FolderSource(_folder.PathOf("images")), Results);
        await ScanReport.WriteAsync(ScanResults.Open(Results), _folder.PathOf("report"));
        Assert.All(Directory.GetFiles(_folder.PathOf("report"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("<script>alert", File.ReadAllText(file)));
    }

    [Fact]
    public async Task AFolderThatHoldsSomethingElseIsLeftAloneAndAReportIsReplaced()
    {
        await SyntheticResults.WriteAsync(Results, 10);
        _folder.Add("mine/letter.txt", [1]);
        await Assert.ThrowsAsync<ScanException>(() => ScanReport.WriteAsync(ScanResults.Open(Results), _folder.PathOf("mine")));
        Assert.True(File.Exists(_folder.PathOf("mine/letter.txt")));
        for (int i = 0; i < 2; i++) await ScanReport.WriteAsync(ScanResults.Open(Results), _folder.PathOf("report"));
        Assert.False(Directory.Exists(_folder.PathOf("report.tmp")));
    }

    private static int Tile(string page, string name)
    {
        string tile = page[page.IndexOf($"data-name=\"{name}\"", StringComparison.Ordinal)..];
        int from = tile.IndexOf("<b>", StringComparison.Ordinal) + 3;
        return int.Parse(tile[from..tile.IndexOf("</b>", StringComparison.Ordinal)].Replace(",", "", StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture);
    }

    private static JsonElement[] RowsOf(string report) =>
    [
        .. Directory.GetFiles(Path.Combine(report, "data")).Order(StringComparer.Ordinal).SelectMany(file =>
        {
            string script = File.ReadAllText(file);
            string json = script["gallery.rows(".Length..script.LastIndexOf(')')];
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true }).RootElement.EnumerateArray();
        }),
    ];

    private static JsonElement Row(JsonElement[] rows, string path) => rows.Single(row => row[0].GetString() == path);
}
