using System.Text.Json;
using System.Xml.Linq;
using BlurDetection.Video.Tests.Support;
using Parquet.Serialization;

namespace BlurDetection.Video.Tests.Timeline;

public sealed class TimelineFileTests : IDisposable
{
    private readonly ClipFolder _clips = new();

    private readonly VideoTimeline _timeline =
        new("street \"1\".mp4", [.. new[] { 0.01, 0.9, double.NaN, 0.8, 0.02 }.Select((p, i) => Predictions.At(i, p))]);

    public void Dispose() => _clips.Dispose();

    [Fact]
    public async Task CsvJsonLinesAndParquetHoldTheSameRows()
    {
        foreach (var extension in new[] { ".csv", ".jsonl", ".parquet" })
            await _timeline.SaveAsync(_clips.PathOf("t" + extension));

        Assert.Equal(
            ["seconds,verdict,probability,threshold,strength,kind,reason,span,relative_probability", "0,focus,0.01,0.5,,,,,0.03897",
                "1,blurred,0.9,0.5,,defocus,,1,0.973068", "2,indeterminate,0.99,0.5,,,flat,1,0.99749",
                "3,blurred,0.8,0.5,,defocus,,1,0.941377", "4,focus,0.02,0.5,,,,,0.075725"],
            await File.ReadAllLinesAsync(_clips.PathOf("t.csv")));
        var json = (await File.ReadAllLinesAsync(_clips.PathOf("t.jsonl"))).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([0.01, 0.9, 0.99, 0.8, 0.02], json[..5].Select(row => row.GetProperty("probability").GetDouble()));
        Assert.Equal((1.0, 4.0, 2), (json[5].GetProperty("span_start").GetDouble(), json[5].GetProperty("span_end").GetDouble(),
            json[5].GetProperty("frames").GetInt32()));
        await using var stream = File.OpenRead(_clips.PathOf("t.parquet"));
        var rows = (await ParquetSerializer.DeserializeUntypedAsync(stream)).Data;
        Assert.Equal(["focus", "blurred", "indeterminate", "blurred", "focus"], rows.Select(row => row["verdict"]));
        Assert.Equal([0.0, 1.0, 2.0, 3.0, 4.0], rows.Select(row => (double)row["seconds"]!));
        Assert.Equal([null, 1, 1, 1, null], rows.Select(row => (int?)row.GetValueOrDefault("span")));
        Assert.Equal(0.973068, rows[1]["relative_probability"]);
        Assert.Equal([null, "defocus", null, "defocus", null], rows.Select(row => row.GetValueOrDefault("kind")));
    }

    [Fact]
    public async Task ThePictureShowsEverySpanAtItsPlace()
    {
        await _timeline.SaveAsync(_clips.PathOf("t.svg"));
        var svg = XDocument.Load(_clips.PathOf("t.svg"));
        var span = Assert.Single(svg.Descendants(), e => e.Name.LocalName == "rect" && e.Elements().Any());
        Assert.Equal("0:00:01.000 to 0:00:04.000", span.Value);
        var (x, width) = ((double)span.Attribute("x")!, (double)span.Attribute("width")!);
        Assert.Equal((900 / 5.0 + 44, 3 * 900 / 5.0), (x, width)); // 900 of 960 pixels are five seconds
        // broken where the third frame holds no evidence
        Assert.Equal([2, 2], svg.Descendants().Where(e => e.Name.LocalName == "polyline")
            .Select(e => e.Attribute("points")!.Value.Split(' ').Length));
        Assert.Contains("Probability of blur; shaded: spans of blur; grey marks: no evidence",
            svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
    }

    [Fact]
    public void TheTerminalShowsLevelsAndSpans()
    {
        var lines = _timeline.ToText(25).Split('\n');
        Assert.Equal(["▁▁▁▁▁█████·····▇▇▇▇▇▁▁▁▁▁", "     ━━━━━━━━━━━━━━━     "], lines[..2]);
        Assert.Equal("0:00:00.000   0:00:05.000", lines[2]);
        Assert.Equal("no frames", new VideoTimeline("none", []).ToText());
    }

    [Fact]
    public async Task AnUnknownExtensionIsRefusedAndAFailedFileIsNotLeft()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _timeline.SaveAsync(_clips.PathOf("t.xlsx")));
        // the page reads its pictures from the source, which is not there
        await Assert.ThrowsAsync<FileNotFoundException>(() => _timeline.SaveAsync(_clips.PathOf("t.html")));
        Assert.Empty(Directory.GetFiles(_clips.Root));
    }
}
