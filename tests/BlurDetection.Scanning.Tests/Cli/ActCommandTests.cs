using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Cli;

public sealed class ActCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ItTellsWhatItWouldDoDoesItOnDemandAndUndoesIt()
    {
        string blurred = _folder.Add("images/blurred.jpg", Photos.Blurred), target = _folder.PathOf("away"),
            results = _folder.PathOf("results");
        _folder.Add("images/sharp.jpg", Photos.Sharp);
        await Blur.RunAsync("scan", _folder.PathOf("images"), "-o", results);
        var dry = await Blur.RunAsync("act", results, "--move", target);
        Assert.Equal(0, dry.Code);
        Assert.Contains($"move: {blurred} -> {Path.Combine(target, "blurred.jpg")}", dry.Output);
        Assert.Contains("Nothing was changed", dry.Error);
        Assert.True(File.Exists(blurred));

        await Blur.RunAsync("act", results, "--move", target, "--apply");
        Assert.True(File.Exists(Path.Combine(target, "blurred.jpg")));
        Assert.Contains("1 done", (await Blur.RunAsync("act", results, "--undo", "--apply")).Error);
        Assert.True(File.Exists(blurred));
        Assert.Equal(2, (await Blur.RunAsync("act", results, "--undo", "--apply")).Code);

        await Blur.RunAsync("act", results, "--tag", "--apply");
        Assert.Equal($"undo: {blurred}.xmp{Environment.NewLine}", (await Blur.RunAsync("act", results, "--undo", "--apply")).Output);
        Assert.False(File.Exists(blurred + ".xmp"));
    }

    [Theory]
    [InlineData("--delete", "--tag")]
    [InlineData("--apply", "--apply")]
    [InlineData("--rating", "9")]
    public async Task NotExactlyOneActionOrAWrongValueIsRefused(string first, string second)
    {
        var result = await Blur.RunAsync("act", _folder.Root, first, second);
        Assert.Equal(2, result.Code);
    }
}
