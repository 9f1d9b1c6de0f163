using System.Text.Json;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;
using Parquet;
using Parquet.Schema;

namespace BlurDetection.Scanning.Tests.Results;

public sealed class ResultFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AProbabilityThatIsNotANumberIsMissingInEveryFormat()
    {
        await ScanAsync(new ByteClassifier(bytes =>
            ByteClassifier.Of(bytes.Span[0] == 1 ? double.NaN : 0.97) with { Strength = double.PositiveInfinity }), 1, 2, 2);
        string parquet = await WriteAsync("out.parquet");
        Assert.Equal([null, 0.97, 0.97], await ColumnAsync<double>(parquet, "probability"));
        Assert.All(await ColumnAsync<double>(parquet, "strength"), Assert.Null);
        string csv = await File.ReadAllTextAsync(await WriteAsync("out.csv")),
            json = await File.ReadAllTextAsync(await WriteAsync("out.jsonl"));
        Assert.DoesNotContain("NaN", csv);
        Assert.DoesNotContain("∞", csv);
        Assert.Equal(2, json.Split('\n').Count(line => line.Contains("probability", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task DurationsAreMillisecondsInOneColumnOfNumbers()
    {
        await ScanAsync(new ByteClassifier(), 1);
        await ScanAsync(new ByteClassifier(), options => options.Timings = true, 1, 2);
        await using var reader = await ParquetReader.CreateAsync(await WriteAsync("out.parquet"));
        DataField column = Assert.Single(reader.Schema.DataFields, field => field.Name == "duration_ms");
        Assert.Equal(typeof(double), column.ClrType);
        double?[] values = await ColumnAsync<double>(_folder.PathOf("out.parquet"), "duration_ms");
        Assert.Null(values[0]);
        Assert.InRange(values[1]!.Value, 0, 60_000);
    }

    [Fact]
    public async Task NamesWithCommasQuotesLineBreaksAndLettersOfAnyScriptComeBack()
    {
        string[] names = ["a, \"b\"\nc.jpg", "Ωμέγα.jpg", "点.jpg"];
        foreach (string name in names) _folder.Add($"images/{name}", [1]);
        await new ImageScanner(new ByteClassifier()).ScanAsync(new FolderSource(_folder.PathOf("images")), _folder.PathOf("results"));
        Assert.Equal(names.Order(StringComparer.Ordinal), (await Rows.OfAsync(_folder.PathOf("results"))).Select(row => row.Path));
        string[] lines = await File.ReadAllLinesAsync(await WriteAsync("out.jsonl"));
        Assert.Equal(names.Order(StringComparer.Ordinal),
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("path").GetString()));
        Assert.Contains("\"a, \"\"b\"\"\nc.jpg\",1,", await File.ReadAllTextAsync(await WriteAsync("out.csv")));
    }

    [Fact]
    public async Task AFileOfAnotherEndingIsRefusedAndAFailedOneLeavesNothing()
    {
        await ScanAsync(new ByteClassifier(), 1);
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync("out.xls"));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ResultFile.WriteAsync(ScanResults.Open(_folder.PathOf("results")), _folder.PathOf("out.csv"), stopped.Token));
        Assert.Empty(Directory.GetFiles(_folder.Root, "out*"));
    }

    [Fact]
    public void AFolderWithoutResultsIsNamed()
    {
        Assert.Contains(_folder.Root, Assert.Throws<ScanException>(() => ScanResults.Open(_folder.Root)).Message);
    }

    private Task ScanAsync(ByteClassifier classifier, params byte[] images) => ScanAsync(classifier, _ => { }, images);

    private async Task ScanAsync(ByteClassifier classifier, Action<ScanOptions> configure, params byte[] images)
    {
        for (int i = 0; i < images.Length; i++)
            if (!File.Exists(_folder.PathOf($"images/{i}.jpg"))) _folder.Add($"images/{i}.jpg", [images[i]]);
        var options = new ScanOptions();
        configure(options);
        await new ImageScanner(classifier, options).ScanAsync(new FolderSource(_folder.PathOf("images")), _folder.PathOf("results"));
    }

    private async Task<string> WriteAsync(string name)
    {
        string file = _folder.PathOf(name);
        await ResultFile.WriteAsync(ScanResults.Open(_folder.PathOf("results")), file);
        return file;
    }

    private static async Task<T?[]> ColumnAsync<T>(string file, string name) where T : struct
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        using var group = reader.OpenRowGroupReader(0);
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(reader.Schema.DataFields.Single(field => field.Name == name), values.AsMemory());
        return values;
    }
}
