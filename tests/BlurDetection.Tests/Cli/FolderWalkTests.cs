using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Cli;

/// <summary>Folders as other programs leave them.</summary>
public sealed class FolderWalkTests : IDisposable
{
    private readonly PictureFolder _folder = new(), _models = new();
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
        Add("IMG_1.jpg", Pictures.Sharp());
        Add("._IMG_1.jpg", "Mac OS X"u8.ToArray());
        Add(".hidden.png", Pictures.Sharp());
        Add("@eaDir/IMG_1.jpg/THUMB.jpg", Pictures.Sharp());
        Add(".thumbnails/1.jpg", Pictures.Sharp());
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
        Add("IMG_2.HEIC", Pictures.Blurred());
        Add("no-ending", Pictures.Sharp());
        Blur.Result result = await ClassifyAsync(_folder.Root, "--json");
        Assert.Equal(0, result.Code);
        Assert.Contains("blurred", result.Output);
        Assert.Contains("no-ending", result.Output);
    }

    [Fact]
    public async Task FilesThatAreNoImageOfAKnownFormatAreCountedOncePerKind()
    {
        Add("IMG_1.jpg", Pictures.Sharp());
        foreach (string name in new[] { "1.heic", "2.heic", "drawing.svg" }) Add(name, "text"u8.ToArray());
        Blur.Result result = await ClassifyAsync(_folder.Root);
        Assert.Equal(3, result.Code);
        Assert.Contains("3 files are not supported images (.heic 2, .svg 1)", result.Error);
    }

    [Fact]
    public async Task ALabelFileFromWindowsFindsItsImages()
    {
        Add("sub/a.png", Pictures.Sharp());
        Add("sub/b.png", Pictures.Blurred());
        string labels = _models.Add("labels.csv", "filename,label\nsub\\a.png,1\nsub\\b.png,0\n"u8.ToArray());
        Blur.Result result = await Blur.RunAsync("inspect", "--images", _folder.Root, "--labels", labels);
        Assert.Equal(0, result.Code);
        Assert.DoesNotContain("there is no", result.Output + result.Error);
    }

    private Task<Blur.Result> ClassifyAsync(params string[] more) => Blur.RunAsync(["classify", "--model", _model, .. more]);

    private void Add(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Root, name))!);
        _folder.Add(name, content);
    }
}
