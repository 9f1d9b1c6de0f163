using System.Diagnostics;
using BlurDetection.Tests.Support;
using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Decoding;

[Collection(ProcessWideState.Name)]
public sealed class RtspTests : IDisposable
{
    // ffmpeg looks at some seconds of a stream before it gives the first frame, and holds the last ones of those that came
    private const int SomeFrames = 30, MostHeld = 12;

    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegFact]
    public async Task AStreamIsReadWithItsTimes()
    {
        using var server = await ServerAsync(seconds: 2);
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8], await Frames.SecondsAsync(server.Address));
        Assert.Equal(1, server.Played);
        Assert.Empty(Processes.WithArgument(server.Address));
    }

    [FfmpegFact]
    public async Task ACameraThatStallsIsAnErrorAfterItsFrames()
    {
        using var server = await ServerAsync(seconds: 10);
        server.FramesUntilSilence = SomeFrames;
        var count = 0;
        var e = await Assert.ThrowsAsync<VideoStalledException>(async () =>
        {
            await foreach (var frame in VideoFrameReader.ReadAsync(server.Address, new() { StallTimeout = TimeSpan.FromSeconds(3) }))
                using (frame) count++;
        });
        Assert.Contains($"gave nothing for 3 seconds (after {count} frames)", e.Message);
        Assert.InRange(count, SomeFrames - MostHeld, SomeFrames);
        Assert.Empty(Processes.WithArgument(server.Address));
    }

    [FfmpegFact]
    public async Task AKilledFfmpegIsAnErrorAfterItsFrames()
    {
        using var server = await ServerAsync(seconds: 10);
        server.FramesUntilSilence = SomeFrames;
        var (count, id) = (0, 0);
        var e = await Assert.ThrowsAsync<VideoReadException>(async () =>
        {
            await foreach (var frame in VideoFrameReader.ReadAsync(server.Address, null, TimeProvider.System, started => id = started))
                using (frame)
                    if (++count == 5) Process.GetProcessById(id).Kill();
        });
        Assert.Contains($"{server.Address} ended early, after {count} frames: ffmpeg was ended from outside", e.Message);
        Assert.Empty(Processes.WithArgument(server.Address));
    }

    [FfmpegFact]
    public async Task AConnectionThatTheServerClosesIsTheEndOfTheStream()
    {
        // RTSP has no sign for it, and ffmpeg ends without an error; whoever watches a camera opens it again
        using var server = await ServerAsync(seconds: 60);
        server.Pace = TimeSpan.FromMilliseconds(20);
        var count = 0;
        await foreach (var frame in VideoFrameReader.ReadAsync(server.Address))
            using (frame)
                if (++count == 5) server.Stop();
        Assert.InRange(count, 5, 250);
        Assert.Empty(Processes.WithArgument(server.Address));
    }

    [FfmpegFact]
    public async Task ASilentCameraIsNotWaitedForByAnFfmpegThatNobodyCanEndAnyMore()
    {
        // as it is left where the program that started it was killed
        using var server = await ServerAsync(seconds: 10);
        server.FramesUntilSilence = SomeFrames;
        var options = new VideoReaderOptions { StallTimeout = TimeSpan.FromSeconds(1) };
        var arguments = FfmpegArguments.Read(VideoSource.Parse(server.Address, null), options, 0, pulse: true);
        Assert.Equal("pipe:1", arguments[^1]);
        using var ffmpeg = Process.Start("ffmpeg", [.. arguments.SkipLast(1), "-y", "/dev/null"]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await ffmpeg.WaitForExitAsync(limit.Token);
        Assert.Equal(1, server.Played);
    }

    private async Task<RtspServer> ServerAsync(int seconds)
    {
        var clip = await Street.PanAsync(_clips, "camera.mp4", seconds, "null", Street.LikeACamera);
        return new RtspServer(await H264Stream.ReadAsync(clip), Street.FrameRate).Start();
    }
}
