using BlurDetection.Cli;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

/// <summary>A run that classified nothing, or not everything, never looks like success.</summary>
public sealed class NothingClassifiedTests : IDisposable
{
    private readonly ImageFolder _folder = new();
    private readonly ImageFolder _models = new();
    private readonly string _model;

    public NothingClassifiedTests() => _model = _models.AddModel();

    public void Dispose()
    {
        _folder.Dispose();
        _models.Dispose();
    }

    private Task<Blur.Result> ClassifyAsync(params string[] more) => Blur.RunAsync(["classify", "--model", _model, .. more]);

    private void AddFiles(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Root, name))!);
            _folder.Add(name, "not an image"u8.ToArray());
        }
    }

    [Theory]
    [InlineData("nothing is there")]
    [InlineData("3 files are not supported images (.heic 2, .tif 1)", "1.heic", "2.HEIC", "scan.tif")]
    [InlineData("1 file is not a supported image (no ending 1)", "README")]
    [InlineData("2 folders were not entered: add -r", "a/1.jpg", "b/c/2.jpg")]
    [InlineData("1 file is not a supported image (.txt 1); 1 folder was not entered: add -r", "notes.txt", "a/1.jpg")]
    public async Task AFolderWithoutASupportedImageSaysWhatWasLeftOut(string says, params string[] files)
    {
        AddFiles(files);
        foreach (string[] more in new[] { Array.Empty<string>(), ["--fail-on-blur"], ["--json"] })
        {
            Blur.Result result = await ClassifyAsync([_folder.Root, .. more]);
            Assert.Equal((3, ""), (result.Code, result.Output));
            Assert.Equal($"No supported image in '{_folder.Root}': {says}.", result.Error.TrimEnd());
        }
        Blur.Result made = await Blur.RunAsync("synthesize", _folder.Root, "--out", Path.Combine(_models.Root, "made"));
        Assert.Equal((3, ""), (made.Code, made.Output));
        Assert.Contains(says, made.Error);
        Assert.False(Directory.Exists(Path.Combine(_models.Root, "made")));
    }

    [Fact]
    public async Task APatternThatMatchesNothingIsNamed()
    {
        Blur.Result result = await ClassifyAsync(Path.Combine(_folder.Root, "*.jpg"), "--fail-on-blur");
        Assert.Equal(3, result.Code);
        Assert.Contains($"No file matches the pattern '{Path.Combine(_folder.Root, "*.jpg")}'", result.Error);
    }

    [Fact]
    public async Task AFolderInWhichEveryImageFailsIsNoSuccess()
    {
        AddFiles("1.jpg", "2.png");
        Assert.Equal(3, (await ClassifyAsync(_folder.Root)).Code);
        string to = Path.Combine(_models.Root, "out");
        Blur.Result made = await Blur.RunAsync("synthesize", _folder.Root, "--out", to);
        Assert.Equal(3, made.Code);
        Assert.False(Directory.Exists(to));
        Blur.Result result = await Blur.RunAsync("calibrate", "--sharp", _folder.Root, "--model", _model, "--out", to + ".zip");
        Assert.Equal((3, ""), (result.Code, result.Output));
        Assert.False(File.Exists(to + ".zip"));
    }

    [Fact]
    public async Task SharpPicturesThatAreAllIndeterminateCalibrateNothing()
    {
        for (int i = 0; i < 10; i++) _folder.Add($"sky{i}.png", Images.Even((byte)(100 + i)));
        string to = Path.Combine(_models.Root, "out.zip");
        Blur.Result result = await Blur.RunAsync("calibrate", "--sharp", _folder.Root, "--model", _model, "--out", to);
        Assert.Equal((3, ""), (result.Code, result.Output));
        Assert.Contains("of 10 in focus 10 are indeterminate", result.Error);
        Assert.False(File.Exists(to));
    }

    [Theory]
    [InlineData(0, 0)] // frames without light
    [InlineData(130, 1.5)] // a sky with a sensor's noise
    public async Task NeitherDoesTheEmbeddedModelWithPicturesThatShowNothing(byte tone, double noise)
    {
        for (int i = 0; i < 10; i++) _folder.Add($"{i}.png", Even(tone, noise, i));
        string to = Path.Combine(_models.Root, "embedded.zip");
        Blur.Result result = await Blur.RunAsync("calibrate", "--sharp", _folder.Root, "--out", to);
        Assert.Equal((3, ""), (result.Code, result.Output));
        Assert.Contains("of 10 in focus 10 are indeterminate", result.Error);
        Assert.False(File.Exists(to));
    }

    [Theory]
    [InlineData(0, false, "notes.txt")]
    [InlineData(3, false, "photo.heic")]
    [InlineData(3, true, "photo.heic")]
    [InlineData(3, true, "broken.jpg")]
    public async Task AnImageThatNobodyLookedAtIsNoSuccessBesideOneInFocus(int expected, bool failOnBlur, string other)
    {
        AddFiles(other);
        _folder.Add("sharp.jpg", Images.Sharp());
        Blur.Result result = await ClassifyAsync([_folder.Root, .. failOnBlur ? ["--fail-on-blur"] : Array.Empty<string>()]);
        Assert.Equal(expected, result.Code);
        Assert.Contains(Path.GetExtension(other), result.Error);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task WithFailOnBlurIndeterminateImagesAloneAreNoSuccess(bool failOnBlur, int expected)
    {
        string black = _folder.Add("black.png", Images.Even(0));
        string[] flag = failOnBlur ? ["--fail-on-blur"] : [];
        Assert.Equal(expected, (await ClassifyAsync([black, .. flag])).Code);
        Assert.Equal(0, (await ClassifyAsync([black, _folder.Add("sharp.jpg", Images.Sharp()), .. flag])).Code);
    }

    [Fact]
    public async Task ABlurredImageCountsMoreThanOneThatCannotBeClassified()
    {
        AddFiles("broken.jpg");
        _folder.Add("soft.jpg", Images.Blurred());
        Assert.Equal(1, (await ClassifyAsync(_folder.Root, "--fail-on-blur")).Code);
    }

    [Theory]
    [InlineData("calibrate", "--sharp")]
    [InlineData("quantize", "--images")]
    public async Task CalibrationAndQuantisationNameWhatAFolderHoldsInstead(string command, string option)
    {
        AddFiles("a/1.heic", "2.txt");
        string to = Path.Combine(_models.Root, "out.zip");
        Blur.Result result = await Blur.RunAsync(command, option, _folder.Root, "--model", _model, "--out", to);
        Assert.Equal((3, ""), (result.Code, result.Output));
        string expected = $"No supported image in '{_folder.Root}': 2 files are not supported images (.heic 1, .txt 1).";
        Assert.Equal(expected, result.Error.TrimEnd());
        Assert.False(File.Exists(to));
    }

    [Theory]
    [InlineData("filename,label\n")]
    [InlineData("filename,label\nlost.jpg,1\n")]
    [InlineData("filename,label\nbroken.jpg,1\nbroken2.jpg,0\n")]
    public async Task LabelsWithoutAnImageThatCanBeReadAreNoSuccess(string labels)
    {
        AddFiles("broken.jpg", "broken2.jpg");
        string file = _models.Add("labels.csv", System.Text.Encoding.UTF8.GetBytes(labels)), to = Path.Combine(_models.Root, "out");
        string[][] lines =
            [["inspect"], ["evaluate", "--model", _model], ["calibrate", "--model", _model, "--out", to + ".zip"], ["train", "--out", to]];
        foreach (string[] line in lines)
        {
            Blur.Result result = await Blur.RunAsync([.. line, "--images", _folder.Root, "--labels", file]);
            Assert.True(result.Code == 3, $"{line[0]} ended with {result.Code}: {result.Error}");
            Assert.Empty(result.Output);
            Assert.Contains("labels.csv", result.Error);
        }
    }

    [Fact]
    public async Task ACancelledRunEndsWith130()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string sharp = _folder.Add("sharp.jpg", Images.Sharp());
        int code = await BlurCommand.RunAsync(["classify", sharp, "--model", _model], output, error,
            cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal((130, "", "Cancelled."), (code, output.ToString(), error.ToString().TrimEnd()));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("classify", "--help")]
    public async Task HelpTellsTheExitCodes(params string[] args)
    {
        Blur.Result result = await Blur.RunAsync(args);
        Assert.Equal((0, ""), (result.Code, result.Error));
        string[] codes = ["  0    done", "  1    an image is blurred", "  2    wrong usage", "  3    some images", "  130  cancelled"];
        Assert.All(codes, line => Assert.Contains(line, result.Output));
    }

    private static byte[] Even(byte tone, double noise, int seed)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(640, 480);
        for (int y = 0; y < bitmap.Height; y++)
            for (int x = 0; x < bitmap.Width; x++)
            {
                double drawn = Math.Sqrt(6) * (random.NextDouble() + random.NextDouble() - 1);
                byte value = (byte)Math.Clamp(tone + noise * drawn, 0, 255);
                bitmap.SetPixel(x, y, new SKColor(value, value, value));
            }
        return RenderedImages.Encode(bitmap, SKEncodedImageFormat.Png);
    }
}
