using System.Diagnostics;
using BlurDetection.Tests.Support;
using BlurDetection.Video;

namespace BlurDetection.Cli.Tests;

public sealed class VideoCommandTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task SpansOfBlurArePrintedAndTheTimelineIsSaved()
    {
        var clip = await ClipAsync();
        string[] saved = [_folder.PathOf("t.csv"), _folder.PathOf("t.html")];
        var result = await Blur.RunAsync("video", clip, "--every", "frame", "--out", saved[0], "--out", saved[1], "--fail-on-blur");
        Assert.Equal(1, result.Code);
        Assert.Contains("0:00:02.000 to 0:00:04.000", result.Output);
        Assert.Contains("1 span of blur in 30 frames", result.Output);
        Assert.Equal(31, File.ReadAllLines(saved[0]).Length);
        Assert.Contains("data:image/jpeg", File.ReadAllText(saved[1]));
    }

    [SkippableFact]
    public async Task JsonHasALineForEachFrameAndEachSpan()
    {
        var result = await Blur.RunAsync("video", await ClipAsync(), "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal([0, 1, 2, 3, 4, 5],
            result.Json.Where(line => line.TryGetProperty("seconds", out _)).Select(line => line.GetProperty("seconds").GetDouble()));
        var span = Assert.Single(result.Json, line => line.TryGetProperty("span_start", out _));
        Assert.Equal((2, 4), (span.GetProperty("span_start").GetDouble(), span.GetProperty("span_end").GetDouble()));
    }

    [SkippableFact]
    public async Task FootageWithoutBlurIsWrittenAndWhatWasDroppedIsSaid()
    {
        var output = _folder.PathOf("cut.mp4");
        var result = await Blur.RunAsync("video", await ClipAsync(), "--every", "frame", "--drop-blurred", output, "--encode");
        Assert.Equal(0, result.Code);
        Assert.Contains("dropped 0:00:02.000 to 0:00:04.000", result.Error);
        Assert.Contains("4.0 of 6.0 seconds kept", result.Error);
        Assert.Equal(1, (await Blur.RunAsync("video", await ClipAsync(), "--fail-on-blur")).Code);
        var again = await Blur.RunAsync("video", await ClipAsync(), "--drop-blurred", output);
        Assert.Equal(2, again.Code);
        Assert.Contains("--force", again.Error);
        Assert.Equal(0, (await Blur.RunAsync("video", output, "--fail-on-blur")).Code);
    }

    [SkippableFact]
    public async Task ADamagedVideoGivesWhatCouldBeReadAndExitsWithThree()
    {
        var clip = await ClipAsync("clip.mkv");
        var bytes = File.ReadAllBytes(clip);
        var cut = _folder.Add("truncated.mkv", bytes[..(bytes.Length / 2)]);
        var result = await Blur.RunAsync("video", cut, "--every", "frame", "--json");
        Assert.Equal(3, result.Code);
        Assert.InRange(result.Lines.Length, 3, 28);
        Assert.Contains("the decoder reported", result.Error);

        var frames = await Blur.RunAsync("frames", cut, "--out", _folder.PathOf("frames-of-a-half"));
        Assert.Equal(3, frames.Code);
        Assert.NotEmpty(frames.Lines);
        Assert.All(frames.Lines, file => Assert.True(File.Exists(file)));
        Assert.Contains("the decoder reported", frames.Error);
    }

    [SkippableFact]
    public async Task TheSharpestFramesAreSavedWithATableBesideThem()
    {
        var folder = _folder.PathOf("frames");
        var result = await Blur.RunAsync("frames", await ClipAsync(), "--out", folder, "--method", "best", "--count", "3", "--gap", "1s");
        Assert.Equal(0, result.Code);
        Assert.Equal(3, result.Lines.Length);
        using var classifier = BlurClassifier.CreateDefault();
        Assert.All(result.Lines, file => Assert.Equal(BlurVerdict.Focus, classifier.Classify(file).Verdict));
        Assert.Equal(4, Directory.GetFiles(folder).Length);
        var again = await Blur.RunAsync("frames", await ClipAsync(), "--out", folder);
        Assert.Equal(2, again.Code);
        Assert.Contains("frames.csv' is there already", again.Error);

        var burst = await Blur.RunAsync("frames", folder, "--out", _folder.PathOf("best"), "--method", "best", "--count", "1");
        Assert.Equal(0, burst.Code);
        Assert.Contains(Path.GetFileName(Assert.Single(burst.Lines)), result.Lines.Select(Path.GetFileName));
    }

    [SkippableTheory]
    [InlineData("no video there", "missing.mp4")]
    [InlineData("apt-get|brew|winget", "clip.mp4", "--ffmpeg", "nowhere/ffmpeg")]
    [InlineData("--every is a time", "clip.mp4", "--every", "often")]
    [InlineData("--min-length is a length of time", "clip.mp4", "--min-length", "long")]
    [InlineData("the extension is one of", "clip.mp4", "--out", "t.docx")]
    [InlineData("Invalid data", "text.mp4")]
    public async Task AMistakeExitsWithTwoAndSaysWhatToDo(string expected, string name, params string[] more)
    {
        await ClipAsync();
        _folder.Add("text.mp4", "not a video"u8.ToArray());
        var result = await Blur.RunAsync(["video", _folder.PathOf(name), .. more]);
        Assert.Equal(2, result.Code);
        Assert.Empty(result.Output);
        Assert.Matches(expected == "no video there" ? "There is no video" : expected, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    // six seconds over a street, defocused from 2 to 4
    private async Task<string> ClipAsync(string name = "clip.mp4")
    {
        Skip.If(!FfmpegIsThere(), "Needs ffmpeg.");
        var path = _folder.PathOf(name);
        if (File.Exists(path)) return path;
        var picture = Path.Combine(Repository.Root, "samples", "images", "street-sharp.jpg");
        var filters = "crop=640:480:x='(iw-640)*t/6':y=120,gblur=sigma=7:enable='between(t,2,3.99)'";
        using var process = Process.Start("ffmpeg",
            ["-v", "error", "-nostdin", "-loop", "1", "-framerate", "5", "-i", picture, "-t", "6", "-vf", filters, "-c:v", "libx264",
                "-preset", "ultrafast", "-g", "5", "-pix_fmt", "yuv420p", path]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return path;
    }

    private static bool FfmpegIsThere() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));
}
