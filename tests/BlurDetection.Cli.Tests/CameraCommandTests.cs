using System.Diagnostics;
using BlurDetection.Tests.Support;
using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Cli.Tests;

/// <summary><c>blur watch</c> and <c>blur video</c> at a camera that is lost.</summary>
[Collection(ProcessWideState.Name)]
public sealed class CameraCommandTests : IDisposable
{
    private const int FrameRate = 5;

    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task WatchingTellsOfALostSignalAndOfItsReturnAndIsStoppedByTheUser()
    {
        using var server = await CameraAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var output = new Lines(line =>
        {
            if (line.Contains("\"active\":true")) server.Start();
            if (line.Contains("\"active\":false")) stop.Cancel();
        });
        string state = _folder.PathOf("gate.json");
        var seen = new TaskCompletionSource();
        server.Sent = frames => { if (frames == 40) seen.TrySetResult(); };
        var watching = Blur.RunAsync(["watch", server.Address, "--json", "--state", state, "--every", "5f"], output, stop.Token);
        await seen.Task.WaitAsync(stop.Token);
        server.Stop();
        var result = await watching;
        Assert.Equal(130, result.Code);
        Assert.Equal([("SignalLoss", true), ("SignalLoss", false)],
            result.Json.Select(line => (line.GetProperty("event").GetString()!, line.GetProperty("active").GetBoolean())));
        Assert.True(File.Exists(state));
        Assert.Empty(Processes.WithArgument(server.Address));
    }

    [SkippableTheory]
    [InlineData("the camera stalls", "gave nothing for 3 seconds")]
    [InlineData("ffmpeg is killed", "ffmpeg was ended from outside")]
    public async Task AStreamThatBreaksOffExitsWithThreeAndWhatCouldBeReadIsThere(string what, string error)
    {
        using var server = await CameraAsync();
        if (what == "the camera stalls") server.FramesUntilSilence = 60;
        var output = new Lines(_ =>
        {
            if (what == "ffmpeg is killed")
                foreach (var id in Processes.WithArgument(server.Address)) Process.GetProcessById(id).Kill();
        });
        var result = await Blur.RunAsync(
            ["video", server.Address, "--every", "5f", "--stall-timeout", "3s", "--json"], output, CancellationToken.None);
        Assert.Equal(3, result.Code);
        Assert.Contains(error, result.Error);
        Assert.InRange(result.Lines.Length, 1, 12);
        Assert.Empty(Processes.WithArgument(server.Address));
    }

    [SkippableTheory]
    [InlineData("watch", 130)]
    [InlineData("video", 2)]
    public async Task ACameraThatWasNeverThereIsSaid(string command, int code)
    {
        using var server = await CameraAsync();
        server.Stop();
        using var stop = new CancellationTokenSource();
        var output = new Lines(_ => stop.CancelAfter(1000)); // watching would go on for ever
        var result = await Blur.RunAsync([command, server.Address], output, stop.Token);
        Assert.Equal(code, result.Code);
        Assert.Contains("refused", result.Error);
    }

    // a minute over a street at 5 frames a second, sent ten times as fast
    private async Task<RtspServer> CameraAsync()
    {
        Skip.IfNot(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "ffmpeg"))),
            "Needs ffmpeg.");
        string picture = Path.Combine(Repository.Root, "samples", "images", "street-sharp.jpg"), clip = _folder.PathOf("camera.mp4");
        using var process = Process.Start("ffmpeg",
            ["-v", "error", "-nostdin", "-loop", "1", "-framerate", $"{FrameRate}", "-i", picture, "-t", "60",
                "-vf", "crop=640:480:x='(iw-640)*t/60':y=120", "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-g", "5",
                "-x264-params", "aud=1:repeat-headers=1", "-pix_fmt", "yuv420p", clip]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return new RtspServer(await H264Stream.ReadAsync(clip), FrameRate) { Pace = TimeSpan.FromMilliseconds(20) }.Start();
    }

    /// <summary>Shows each line as it is written.</summary>
    private sealed class Lines(Action<string> seen) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            seen(value ?? "");
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
