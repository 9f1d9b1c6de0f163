using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

/// <summary>Folders as other programs leave them.</summary>
public sealed class FolderWalkTests : IDisposable
{
    private readonly ImageFolder _folder = new(), _models = new();
    private readonly string _model;

    public FolderWalkTests() => _model = _models.Add("model.onnx", TestModels.Plain());

    public void Dispose()
    {
        _folder.Dispose();
        _models.Dispose();
    }

    [Fact]
    public async Task CompanionsOfOtherProgramsAreSkippedAndCountedWithoutFailing()
    {
        Add("IMG_1.jpg", Images.Sharp());
        Add("._IMG_1.jpg", "Mac OS X"u8.ToArray());
        Add(".hidden.png", Images.Sharp());
        Add("@eaDir/IMG_1.jpg/THUMB.jpg", Images.Sharp());
        Add(".thumbnails/1.jpg", Images.Sharp());
        Blur.Result result = await ClassifyAsync(_folder.Root, "-r", "--json");
        Assert.Equal(0, result.Code);
        Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("4 hidden files and companions of other programs were skipped", result.Error);
        Blur.Result glob = await ClassifyAsync(Path.Combine(_folder.Root, "*"), "--json");
        Assert.Single(glob.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task AnImageUnderAnotherEndingIsClassified()
    {
        Add("IMG_2.HEIC", Images.Blurred());
        Add("no-ending", Images.Sharp());
        Blur.Result result = await ClassifyAsync(_folder.Root, "--json");
        Assert.Equal(0, result.Code);
        Assert.Contains("blurred", result.Output);
        Assert.Contains("no-ending", result.Output);
    }

    [Fact]
    public async Task FilesThatAreNoImageOfAKnownFormatAreCountedOncePerKind()
    {
        Add("IMG_1.jpg", Images.Sharp());
        foreach (string name in new[] { "1.heic", "2.heic", "drawing.svg" }) Add(name, "text"u8.ToArray());
        Blur.Result result = await ClassifyAsync(_folder.Root);
        Assert.Equal(3, result.Code);
        Assert.Contains("3 files are not supported images (.heic 2, .svg 1)", result.Error);
    }

    [Fact]
    public async Task ALabelFileFromWindowsFindsItsImages()
    {
        Add("sub/a.png", Images.Sharp());
        Add("sub/b.png", Images.Blurred());
        string labels = _models.Add("labels.csv", "filename,label\nsub\\a.png,1\nsub\\b.png,0\n"u8.ToArray());
        Blur.Result result = await Blur.RunAsync("inspect", "--images", _folder.Root, "--labels", labels);
        Assert.Equal(0, result.Code);
        Assert.DoesNotContain("there is no", result.Output + result.Error);
    }

    [SkippableTheory]
    [InlineData("classify")]
    [InlineData("calibrate")]
    [InlineData("inspect")]
    [InlineData("quantize")]
    public async Task LinksInCirclesEndAndCountNothingTwice(string command)
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        for (int i = 0; i < 9; i++) Add($"{i}.jpg", Images.Sharp(64, 48, i));
        foreach (string link in new[] { "a", "b" }) Directory.CreateSymbolicLink(Path.Combine(_folder.Root, link), ".");
        string to = Path.Combine(_models.Root, "out.zip"),
            labels = _models.Add("labels.csv", "filename,label\n0.jpg,1\n1.jpg,0\n"u8.ToArray());
        string[] line = command switch
        {
            "classify" => ["classify", _folder.Root, "-r", "--json", "--model", _model],
            "calibrate" => ["calibrate", "--sharp", _folder.Root, "--out", to, "--json", "--model", _model, "--force"],
            "inspect" => ["inspect", "--images", _folder.Root, "--labels", labels, "--json"],
            _ => ["quantize", "--images", _folder.Root, "--model", _model, "--out", to],
        };
        foreach (string[] follow in new[] { [], new[] { "--follow" } })
        {
            Blur.Result result = await Blur.RunAsync([.. line, .. follow]);
            if (command == "classify") Assert.Equal(9, result.Lines.Length);
            if (command == "calibrate") Assert.Equal(9, result.Json[0].GetProperty("result").GetProperty("focus").GetInt32());
            if (command == "inspect") Assert.Equal(7, result.Json[0].GetProperty("unlabelled").GetArrayLength());
            if (command is "classify" or "calibrate")
                Assert.Contains(follow.Length == 0 ? "2 links to folders were not followed: add --follow" : "2 further names",
                    result.Error);
            if (command == "quantize") Assert.Contains("layer list", result.Error); // reached after the walk
        }
    }

    [SkippableFact]
    public async Task NamesThatSteerATerminalArePrintedEscaped()
    {
        Skip.If(OperatingSystem.IsWindows(), "Such names cannot be there.");
        Add("a\e[31m\nb.jpg", Images.Sharp());
        Add("c\e[2J.jpg", "text"u8.ToArray());
        Blur.Result result = await ClassifyAsync(_folder.Root);
        Assert.Contains(@"a\x1B[31m\x0Ab.jpg", result.Output);
        Assert.Contains(@"c\x1B[2J.jpg", result.Error);
        Assert.DoesNotContain('\e', result.Output + result.Error);
    }

    private Task<Blur.Result> ClassifyAsync(params string[] more) => Blur.RunAsync(["classify", "--model", _model, .. more]);

    private void Add(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Root, name))!);
        _folder.Add(name, content);
    }
}
