using System.Diagnostics;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class UsageErrorTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("There is no option '--treshold'; did you mean '--threshold'?", "--treshold", "0.5")]
    [InlineData("There is no option '--treshold'; did you mean '--threshold'?", "--treshold=0.5")]
    [InlineData("There is no option '-recursive'; did you mean '--recursive'?", "-recursive")]
    [InlineData("There is no option '--zzz'.", "--zzz")]
    [InlineData("There is no option '--jsn'; did you mean '--json'?", "--model", "--jsn")]
    [InlineData("'--json' stands where the value of the option before it belongs.", "--model", "--json")]
    [InlineData("--threshold is given more than once.", "-t", "0.5", "--threshold", "0.6")]
    [InlineData("--json is given more than once.", "--json", "--json")]
    [InlineData("Required argument missing for option: '--threshold'.", "--threshold")]
    public async Task AMisspeltOrRepeatedOptionIsRefusedBeforeAnythingRuns(string says, params string[] options)
    {
        Blur.Result result = await Blur.RunAsync(["classify", _folder.Add("sharp.jpg", Images.Sharp()), .. options]);
        Assert.Equal((2, "", $"{says} See: blur classify --help"), (result.Code, result.Output, result.Error.TrimEnd()));
    }

    [Theory]
    [InlineData("synthesize", "x", "--sede", "5", "--out", "made", "did you mean '--seed'?")]
    [InlineData("train", "--images", "x", "--labels", "x", "--out", "--epoch", "did you mean '--epochs'?")]
    [InlineData("evaluate", "--images", "x", "--labels", "x", "--repot", "x", "did you mean '--report'?")]
    [InlineData("clasify", "x.jpg", "did you mean 'classify'?")]
    public async Task OtherCommandsSuggestTheRightNameToo(params string[] line)
    {
        Blur.Result result = await Blur.RunAsync(line[..^1]);
        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains(line[^1], Assert.Single(result.Error.TrimEnd().Split('\n')));
    }

    [Fact]
    public async Task AFileWhoseNameBeginsWithADashIsReachedAfterTwoDashes()
    {
        Blur.Result result = await Blur.RunAsync("classify", "--model", _folder.AddModel(), "--", "--treshold");
        Assert.Equal(3, result.Code);
        Assert.StartsWith("--treshold: Could not find file", result.Error);
    }

    [Fact]
    public async Task AFileWhoseNameBeginsWithAnAtSignIsAFileAndNotAListOfArguments()
    {
        Blur.Result result = await Blur.RunAsync("classify", "@2x.jpg", "--model", _folder.AddModel());
        Assert.Equal(3, result.Code);
        Assert.StartsWith("@2x.jpg: Could not find file", result.Error);
    }

    [Theory]
    [InlineData("classify", "x.jpg", "-t", "abc")]
    [InlineData("classify", "x.jpg", "-t", "50%")]
    [InlineData("train", "--images", "x", "--labels", "x", "--out", "x", "--epochs", "x")]
    public async Task TheProgramItselfEndsWithTwoAndOneLine(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string arg in args.Prepend(Path.Combine(AppContext.BaseDirectory, "BlurDetection.Cli.Training.dll")))
            start.ArgumentList.Add(arg);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((2, ""), (process.ExitCode, await output));
        Assert.EndsWith("--help", Assert.Single(error.TrimEnd().Split('\n')).TrimEnd());
    }
}
