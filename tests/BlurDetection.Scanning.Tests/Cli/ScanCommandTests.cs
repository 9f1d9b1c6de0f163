using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Cli;

public sealed class ScanCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Images => _folder.PathOf("images");

    private string Out => _folder.PathOf("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task BlurredImagesFailTheGateAlsoWhenAnEarlierRunFoundThem()
    {
        _folder.Add("images/sharp.jpg", Photos.Sharp);
        _folder.Add("images/blurred.jpg", Photos.Blurred);
        for (int run = 0; run < 2; run++)
        {
            var result = await Blur.RunAsync("scan", Images, "-o", Out, "--fail-on-blur");
            Assert.Equal(1, result.Code);
            Assert.Contains("2 images: 1 focus, 1 blurred", result.Output);
        }
        File.Delete(Path.Combine(Images, "blurred.jpg"));
        Assert.Equal(0, (await Blur.RunAsync("scan", Images, "-o", Out)).Code);
    }

    [Fact]
    public async Task ImagesThatCannotBeClassifiedAreToldByTheExitCode()
    {
        _folder.Add("images/sharp.jpg", Photos.Sharp);
        Assert.Equal(0, (await Blur.RunAsync("scan", Images, "-o", _folder.PathOf("good"))).Code);
        _folder.Add("images/damaged.jpg", Photos.Damaged);
        var result = await Blur.RunAsync("scan", Images, "-o", Out, "--results", "csv", "--results", "jsonl");
        Assert.Equal(3, result.Code);
        Assert.Contains("damaged.jpg,8,", await File.ReadAllTextAsync(Path.Combine(Out, "results.csv")));
        Assert.Contains("\"error\":\"unsupported\"", await File.ReadAllTextAsync(Path.Combine(Out, "results.jsonl")));
        Assert.Equal(3, (await Blur.RunAsync("scan", Directory.CreateDirectory(_folder.PathOf("none")).FullName, "-o",
            _folder.PathOf("none-out"))).Code);
    }

    [Fact]
    public async Task ShardsAreJoinedIntoOneFile()
    {
        for (int i = 0; i < 6; i++) _folder.Add($"images/{i}.jpg", Photos.Sharp);
        foreach (string shard in (string[])["1/2", "2/2"]) await Blur.RunAsync("scan", Images, "-o", Out + shard[0], "--shard", shard);
        var joined = await Blur.RunAsync("join", Out + "1", Out + "2", "-o", _folder.PathOf("all.csv"));
        Assert.Contains("6 images", joined.Output);
        Assert.Equal("", joined.Error);
        Assert.Equal(7, (await File.ReadAllLinesAsync(_folder.PathOf("all.csv"))).Length);
    }

    [Fact]
    public async Task JoiningNamesTheShardsThatAreInNoneOfTheFolders()
    {
        _folder.Add("images/a.jpg", Photos.Damaged);
        foreach (string shard in (string[])["1/4", "3/4"]) await Blur.RunAsync("scan", Images, "-o", Out + shard[0], "--shard", shard);
        var joined = await Blur.RunAsync("join", Out + "1", Out + "3", "-o", _folder.PathOf("some.csv"));
        Assert.Equal(0, joined.Code);
        Assert.Contains("shards 2/4, 4/4 are in none of these folders", joined.Error);

        await Blur.RunAsync("scan", Images, "-o", Out); // without shards, so all is there
        Assert.Equal("", (await Blur.RunAsync("join", Out, Out + "1", "-o", _folder.PathOf("all.csv"))).Error);
    }

    [Theory]
    [InlineData("--shard", "3/2")]
    [InlineData("--shard", "1")]
    [InlineData("--results", "xls")]
    [InlineData("--part-size", "0")]
    [InlineData("--s3-endpoint", "nowhere")]
    public async Task AWrongValueIsRefusedWithWhatWouldBeRight(string option, string value)
    {
        var result = await Blur.RunAsync("scan", _folder.Root, "-o", Out, option, value);
        Assert.Equal(2, result.Code);
        Assert.Contains(option, result.Error);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public async Task ARootThatIsNotThereIsNamed()
    {
        var result = await Blur.RunAsync("scan", _folder.PathOf("missing"), "-o", Out);
        Assert.Equal(2, result.Code);
        Assert.Contains("missing", result.Error);
    }

    [Fact]
    public async Task AListComesFromStandardInput()
    {
        string image = _folder.Add("images/sharp.jpg", Photos.Sharp);
        using var process = Blur.Start("scan", "-", "-o", Out);
        await process.StandardInput.WriteLineAsync(image);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("1 images: 1 focus", output);
    }

    [Fact]
    public async Task EqualPathsOfDifferentRootsAreNotTakenForEachOther()
    {
        _folder.Add("images/a.jpg", Photos.Sharp);
        _folder.Add("others/a.jpg", Photos.Blurred);
        await Blur.RunAsync("scan", Images, "-o", Out);
        await Blur.RunAsync("scan", _folder.PathOf("others"), "-o", Out + "2");
        foreach (string command in (string[])["join", "report"])
        {
            var joined = await Blur.RunAsync(command, Out, Out + "2", "-o", _folder.PathOf($"{command}.csv"));
            Assert.Equal(2, joined.Code);
            Assert.Contains("'a.jpg' is an image of ", joined.Error);
            Assert.Contains($"'{Images}'", joined.Error);
            Assert.Contains($"'{_folder.PathOf("others")}'", joined.Error);
            Assert.False(File.Exists(_folder.PathOf("join.csv")));
        }

        // What was taken out of one of them is in the way of nobody.
        File.Move(Path.Combine(Images, "a.jpg"), Path.Combine(Images, "b.jpg"));
        await Blur.RunAsync("scan", Images, "-o", Out, "--prune");
        var both = await Blur.RunAsync("join", Out, Out + "2", "-o", _folder.PathOf("all.csv"));
        Assert.Contains("2 images: 1 focus, 1 blurred", both.Output);
    }

    [Fact]
    public async Task ShardsOfAFolderThatLiesElsewhereOnEachMachineAreJoined()
    {
        for (int i = 0; i < 8; i++)
            foreach (string place in (string[])["images", "mounted"]) _folder.Add($"{place}/{i}.jpg", Photos.Sharp);
        await Blur.RunAsync("scan", Images, "-o", Out + "1", "--shard", "1/2");
        await Blur.RunAsync("scan", _folder.PathOf("mounted"), "-o", Out + "2", "--shard", "2/2");
        Assert.Contains("8 images", (await Blur.RunAsync("join", Out + "1", Out + "2", "-o", _folder.PathOf("all.csv"))).Output);
    }

    [Fact]
    public async Task ResultsThatAnEarlierRunWroteAreNotLeftOld()
    {
        _folder.Add("images/a.jpg", Photos.Sharp);
        await Blur.RunAsync("scan", Images, "-o", Out, "--results", "csv");
        _folder.Add("images/b.jpg", Photos.Sharp);
        await Blur.RunAsync("scan", Images, "-o", Out);
        Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(Out, "results.csv"))).Length);
        Assert.False(File.Exists(Path.Combine(Out, "results.jsonl")));
    }
}
