using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Cli.Tests;

public sealed class SynthesizeCommandTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public SynthesizeCommandTests()
    {
        using var scene = RenderedImages.Scene(640, 480);
        _folder.Add("sharp.png", RenderedImages.Encode(scene, SKEncodedImageFormat.Png));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WritesPicturesMasksAndALabelFileThatTrainingReads()
    {
        string to = Path.Combine(_folder.Root, "made");
        var result =
            await Blur.RunAsync("synthesize", _folder.Root, "--out", to, "--masks", "--each", "8", "--width", "192", "--height", "128");

        Assert.Equal(0, result.Code);
        var table = LabelFile.Read(Path.Combine(to, "metadata.csv"), Path.Combine(to, "images"));
        Assert.Empty(table.Problems);
        Assert.InRange(table.Rows.Count, 4, 8);
        Assert.All(table.Rows, row =>
        {
            using var picture = SKBitmap.Decode(row.Path);
            using var mask = SKBitmap.Decode(Path.Combine(to, "masks", Path.GetFileName(row.Path)));
            Assert.Equal((192, 128), (picture.Width, picture.Height));
            Assert.Equal((192, 128), (mask.Width, mask.Height));
            Assert.EndsWith("sharp.png", row.Group);
            if (row.Label == ImageLabel.Focus) Assert.Null(row.BlurType);
        });
    }

    [Fact]
    public async Task TheSameSeedMakesTheSamePictures()
    {
        async Task<byte[]> First(string name)
        {
            string to = Path.Combine(_folder.Root, name);
            await Blur.RunAsync("synthesize", Path.Combine(_folder.Root, "sharp.png"), "--out", to, "--each", "2", "--width", "96",
                "--height", "96", "--seed", "5");
            return await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(to, "images")).Order(StringComparer.Ordinal).First());
        }
        Assert.Equal(await First("one"), await First("two"));
    }

    [Fact]
    public async Task ADatasetThatIsThereIsReplacedWithForceAlone()
    {
        string to = Path.Combine(_folder.Root, "made");
        string[] line =
            ["synthesize", Path.Combine(_folder.Root, "sharp.png"), "--out", to, "--each", "1", "--width", "96", "--height", "96"];
        Assert.Equal(0, (await Blur.RunAsync(line)).Code);
        string labels = Path.Combine(to, "metadata.csv"), before = File.ReadAllText(labels);
        foreach (bool labelled in new[] { true, false })
        {
            if (!labelled) File.Delete(labels); // a run that was killed leaves images alone
            var refused = await Blur.RunAsync([.. line, "--seed", "9"]);
            Assert.Equal(2, refused.Code);
            Assert.Contains("is there already", refused.Error);
        }
        Assert.False(File.Exists(labels));
        Assert.Equal(0, (await Blur.RunAsync([.. line, "--force"])).Code);
        Assert.Equal(before, File.ReadAllText(labels));
    }

    [SkippableFact]
    public async Task APipeIsRefusedInsteadOfWaitingForAWriter()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes of names are made by mkfifo.");
        string pipe = Path.Combine(_folder.Root, "pipe.jpg");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        var result = await Blur.RunAsync("synthesize", pipe, "--out", Path.Combine(_folder.Root, "made"));
        Assert.NotEqual(0, result.Code);
        Assert.Contains("pipe.jpg: This is a pipe, a socket or a device", result.Error);
    }

    [Fact]
    public async Task PreviewDrawsASheet()
    {
        string file = Path.Combine(_folder.Root, "sheet.png");
        Assert.Equal(0, (await Blur.RunAsync("synthesize", Path.Combine(_folder.Root, "sharp.png"), "--preview", file)).Code);
        using var sheet = SKBitmap.Decode(file);
        Assert.True(sheet.Width > 900 && sheet.Height > 3000);
    }

    [Fact]
    public async Task NothingToWriteIsAMistake() => Assert.Equal(2, (await Blur.RunAsync("synthesize", _folder.Root)).Code);
}
