using System.Text.Json;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class ClassifyCommandTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryPictureOfAFolderGivesALineOfJsonInTheOrderOfNames()
    {
        _folder.Add("b-soft.jpg", Images.Blurred(width: 400, height: 300));
        _folder.Add("a-sharp.png", Images.Sharp(format: SkiaSharp.SKEncodedImageFormat.Png));
        _folder.Add("notes.txt", "no image"u8.ToArray());

        var result = await Blur.RunAsync("classify", _folder.Root, "--json", "--model", _folder.AddModel());

        Assert.Equal(0, result.Code);
        Assert.Equal(["a-sharp.png", "b-soft.jpg"], result.Json.Select(l => Path.GetFileName(l.GetProperty("file").GetString())));
        Assert.Equal(["focus", "blurred"], result.Json.Select(l => l.GetProperty("verdict").GetString()));
        var soft = result.Json[1];
        Assert.Equal((400, 300), (soft.GetProperty("width").GetInt32(), soft.GetProperty("height").GetInt32()));
        Assert.InRange(soft.GetProperty("probability").GetDouble(), soft.GetProperty("threshold").GetDouble(), 1);
        Assert.True(soft.GetProperty("ms").GetDouble() > 0);
        Assert.Contains(soft.GetProperty("kind").GetString(), new[] { "defocus", "motion", "other" });
        Assert.Equal(JsonValueKind.Null, result.Json[0].GetProperty("kind").ValueKind);
        Assert.Equal([false, true], result.Json.Select(l => l.GetProperty("is_blurry").GetBoolean()));
    }

    [Fact]
    public async Task APictureWithoutEvidenceSaysWhy()
    {
        var result = await Blur.RunAsync("classify", _folder.Add("black.png", Images.Even(0)), "--json", "--model", _folder.AddModel());
        Assert.Equal("indeterminate", result.Json[0].GetProperty("verdict").GetString());
        Assert.Equal("too_dark", result.Json[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task AnUnreadableFileAmongGoodOnesIsReportedAndTheOthersAreClassified()
    {
        string[] files = [_folder.Add("1.jpg", Images.Sharp()), _folder.Add("2.jpg", "no image"u8.ToArray()),
            _folder.Add("3.jpg", Images.Sharp(seed: 2)), Path.Combine(_folder.Root, "missing.jpg")];

        var result = await Blur.RunAsync(["classify", .. files, "--json", "--model", _folder.AddModel()]);

        Assert.Equal(3, result.Code);
        Assert.Equal(files, result.Json.Select(l => l.GetProperty("file").GetString()));
        Assert.Equal([false, true, false, true], result.Json.Select(l => l.GetProperty("error").ValueKind == JsonValueKind.String));
        Assert.Equal(JsonValueKind.Null, result.Json[1].GetProperty("verdict").ValueKind);
        Assert.Single(result.Json.Select(l => string.Join(',', l.EnumerateObject().Select(member => member.Name))).Distinct());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task FailOnBlurTurnsABlurredPictureIntoExitCodeOne(bool blurred, int expected)
    {
        _folder.Add("sharp.jpg", Images.Sharp());
        if (blurred) _folder.Add("soft.jpg", Images.Blurred());
        Assert.Equal(expected, (await Blur.RunAsync("classify", _folder.Root, "--fail-on-blur", "--model", _folder.AddModel())).Code);
    }

    [Fact]
    public async Task FoldersInsideAreEnteredOnlyWhenAskedTo()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, "inner"));
        _folder.Add("inner/deep.jpg", Images.Sharp());
        _folder.Add("top.jpg", Images.Sharp());
        string model = _folder.AddModel();
        Assert.Single((await Blur.RunAsync("classify", _folder.Root, "--model", model)).Lines);
        Assert.Equal(2, (await Blur.RunAsync("classify", _folder.Root, "-r", "--model", model)).Lines.Length);
    }

    [Fact]
    public async Task PatternsMatchNamesAndWholeTrees()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, "a/b"));
        foreach (var name in new[] { "1.jpg", "2.png", "a/3.jpg", "a/b/4.jpg" }) _folder.Add(name, Images.Sharp());
        string model = _folder.AddModel();
        async Task<string[]> Found(string pattern) =>
            [.. (await Blur.RunAsync("classify", Path.Combine(_folder.Root, pattern), "--json", "--model", model)).Json.Select(l =>
                Path.GetRelativePath(_folder.Root, l.GetProperty("file").GetString()!).Replace('\\', '/'))];

        Assert.Equal(["1.jpg"], await Found("*.jpg"));
        Assert.Equal(["1.jpg", "a/3.jpg", "a/b/4.jpg"], await Found("**/*.jpg"));
        Assert.Equal(["a/b/4.jpg"], await Found("a/?/*"));
    }

    [SkippableFact]
    public async Task AFolderThatCannotBeOpenedIsReportedAndTheOthersAreClassified()
    {
        string shut = Directory.CreateDirectory(Path.Combine(_folder.Root, "b-locked")).FullName, model = _folder.AddModel();
        foreach (var name in new[] { "a", "c" })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Root, name));
            _folder.Add($"{name}/1.jpg", Images.Sharp());
        }
        using var locked = new LockedFolder(shut);
        Skip.IfNot(locked.IsLocked, "Whoever runs this may open every folder.");
        foreach (string[] where in new[] { [_folder.Root, "-r"], new[] { Path.Combine(_folder.Root, "**/*.jpg") },
            [Path.Combine(_folder.Root, "*/1.jpg")] })
        {
            var result = await Blur.RunAsync(["classify", .. where, "--json", "--model", model]);
            Assert.Equal(3, result.Code);
            Assert.Equal(["a/1.jpg", "b-locked", "c/1.jpg"],
                result.Json.Select(l => Path.GetRelativePath(_folder.Root, l.GetProperty("file").GetString()!).Replace('\\', '/')));
            Assert.Contains("denied", result.Json[1].GetProperty("error").GetString());
        }
    }

    [Fact]
    public async Task ThresholdDecidesWhatCountsAsBlurred()
    {
        string soft = _folder.Add("soft.jpg", Images.Blurred()), model = _folder.AddModel();
        Assert.Equal("focus", (await Blur.RunAsync("classify", soft, "--json", "--threshold", "1", "--model", model)).Json[0]
            .GetProperty("verdict").GetString());
        Assert.Equal(0.9, (await Blur.RunAsync("classify", soft, "--json", "--sensitivity", "low", "--model", model)).Json[0]
            .GetProperty("threshold").GetDouble());
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("classify", "x.jpg", "--threshold", "2")]
    [InlineData("classify", "x.jpg", "--threshold", "0.5", "--sensitivity", "low")]
    [InlineData("classify", "x.jpg", "--parallel", "0")]
    [InlineData("classify", "x.jpg", "--no-such-option")]
    [InlineData("classify", "x.jpg", "--model", "no-such-model.onnx")]
    [InlineData("unknown")]
    public async Task AMistakenCommandLineExitsWithTwoAndWritesNoResult(params string[] args)
    {
        var result = await Blur.RunAsync(args);
        Assert.Equal(2, result.Code);
        Assert.Empty(result.Output);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public async Task WithoutJsonTheLineNamesVerdictAndFile()
    {
        string soft = _folder.Add("soft image.jpg", Images.Blurred());
        var line = Assert.Single((await Blur.RunAsync("classify", soft, "--model", _folder.AddModel())).Lines);
        Assert.StartsWith("blurred ", line);
        Assert.EndsWith(soft, line);
        Assert.DoesNotContain('\e', line);
    }
}
