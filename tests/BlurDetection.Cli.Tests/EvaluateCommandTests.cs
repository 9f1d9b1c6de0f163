using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly ImageFolder _folder = new();
    private readonly string _labels;

    public EvaluateCommandTests()
    {
        for (int i = 1; i <= 3; i++)
        {
            _folder.Add($"sharp{i}.jpg", Images.Sharp(seed: i));
            _folder.Add($"soft{i}.jpg", Images.Blurred(seed: i));
        }
        _labels = _folder.Add("metadata.csv",
            "filename,label\nsharp1.jpg,1\nsharp2.jpg,1\nsharp3.jpg,1\nsoft1.jpg,0\nsoft2.jpg,0\nsoft3.jpg,0\n"u8.ToArray());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AReportForEachModelAndAComparisonComeAsLinesOfJson()
    {
        string model = _folder.AddModel();
        var result =
            await Blur.RunAsync("evaluate", "--images", _folder.Root, "--labels", _labels, "--model", model, "--model", model, "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal(3, result.Json.Length);
        Assert.Equal(6, result.Json[0].GetProperty("all").GetProperty("images").GetInt32());
        Assert.Equal(1, result.Json[0].GetProperty("all").GetProperty("roc_auc").GetProperty("value").GetDouble());
        Assert.Equal(0, result.Json[2].GetProperty("roc_auc").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task TwoModelsStandSideBySideWithPairedIntervals()
    {
        string model = _folder.AddModel(), stricter = Path.Combine(_folder.Root, "stricter.zip"),
            page = Path.Combine(_folder.Root, "both.html");
        await Blur.RunAsync("calibrate", "--images", _folder.Root, "--labels", _labels, "--model", model, "--out", stricter);
        var result = await Blur.RunAsync("evaluate", "--images", _folder.Root, "--labels", _labels, "--model", model, "--model", stricter,
            "--report", page);
        Assert.Equal(0, result.Code);
        Assert.Contains(result.Lines,
            line => line.Contains("model.onnx") && line.TrimEnd().EndsWith("stricter.zip", StringComparison.Ordinal));
        Assert.Matches(@"ROC AUC +1\.000 +1\.000", result.Output);
        Assert.Matches(@"difference +0 \(too much alike\)", result.Output);
        Assert.Contains("Right where the first is wrong", await File.ReadAllTextAsync(page));
    }

    [Fact]
    public async Task ModelsOfOneFileNameAreToldApartByTheirPaths()
    {
        string model = _folder.AddModel(), folder = Directory.CreateDirectory(Path.Combine(_folder.Root, "other")).FullName;
        string other = Path.Combine(folder, Path.GetFileName(model));
        File.Copy(model, other);
        var result = await Blur.RunAsync(
            "evaluate", "--images", _folder.Root, "--labels", _labels, "--model", model, "--model", other);
        Assert.Equal(0, result.Code);
        Assert.Contains(result.Lines, line => line.Contains(model) && line.TrimEnd().EndsWith(other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task APictureThatIsMissingIsNamedWithItsRowAndTheOthersAreMeasured()
    {
        File.AppendAllText(_labels, "gone.jpg,1\n");
        string page = Path.Combine(_folder.Root, "report.html");
        var result =
            await Blur.RunAsync("evaluate", "--images", _folder.Root, "--labels", _labels, "--model", _folder.AddModel(), "--report", page);
        Assert.Equal(3, result.Code);
        Assert.Contains("row 8", result.Error);
        Assert.Contains("ROC AUC", result.Output);
        Assert.Contains("<html", await File.ReadAllTextAsync(page));
    }

    [Fact]
    public async Task InspectionCountsClassesAndFindsCopies()
    {
        File.Copy(Path.Combine(_folder.Root, "soft1.jpg"), Path.Combine(_folder.Root, "copy.jpg"));
        File.AppendAllText(_labels, "copy.jpg,1\n");
        var result = await Blur.RunAsync("inspect", "--images", _folder.Root, "--labels", _labels, "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal((3, 4), (result.Json[0].GetProperty("blur").GetInt32(), result.Json[0].GetProperty("focus").GetInt32()));
        Assert.Equal(1, result.Json[0].GetProperty("conflicts").GetArrayLength());
    }
}
