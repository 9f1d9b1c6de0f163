using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Monitoring;

public sealed class CameraWatcherTests : IDisposable
{
    private static readonly TimeSpan SafetyLimit = TimeSpan.FromMinutes(2);

    private readonly ClipFolder _clips = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new() { Map = false });

    public void Dispose()
    {
        _classifier.Dispose();
        _clips.Dispose();
    }

    [FfmpegFact]
    public async Task ARecordingIsWatchedToItsEndByTheClockOfItsBeginning()
    {
        var clip = await Street.PanAsync(_clips, "a.mp4", 30, Street.Defocus(10, 20),
            "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -an");
        var from = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
        var monitor = new CameraMonitor(_classifier, new() { BeginDelay = TimeSpan.FromSeconds(3), EndDelay = TimeSpan.FromSeconds(3) });
        var watcher = new CameraWatcher(monitor, clip, new() { RecordedFrom = from });
        List<CameraEvent> events = [];
        await foreach (var happened in watcher.WatchAsync()) events.Add(happened);
        Assert.Equal(30, watcher.Frames);
        Assert.Equal(
            [(CameraEventKind.ImageTooBlurry, true, from.AddSeconds(10)), (CameraEventKind.ImageTooBlurry, false, from.AddSeconds(20))],
            events.Select(e => (e.Kind, e.IsActive, e.Since)));
    }

    [FfmpegFact]
    public async Task AServerThatGoesAwayAndComesBackIsALossOfSignalWithAnEnd()
    {
        var clip = await Street.PanAsync(_clips, "a.ts", 4, "null", "-c:v libx264 -preset ultrafast -bf 0 -g 5 -pix_fmt yuv420p -an");
        var address = $"http://127.0.0.1:{FreePort()}/camera.ts";
        using var cancellation = new CancellationTokenSource(SafetyLimit);
        var watcher = new CameraWatcher(new CameraMonitor(_classifier), address,
            new() { ReconnectDelay = TimeSpan.FromMilliseconds(50), MaxReconnectDelay = TimeSpan.FromMilliseconds(200) });
        var serving = Task.CompletedTask;
        List<(CameraEventKind, bool)> events = [];
        await foreach (var happened in watcher.WatchAsync(cancellation.Token))
        {
            events.Add((happened.Kind, happened.IsActive));
            if (events.Count == 4) break;
            // Nobody serves at first; each loss brings the server back for one clip.
            if (happened is { Kind: CameraEventKind.SignalLoss, IsActive: true })
                serving = Ffmpeg.RunAsync($"-re -i \"{clip}\" -c copy -f mpegts -listen 1 {address}");
        }
        await serving;
        Assert.Equal([(CameraEventKind.SignalLoss, true), (CameraEventKind.SignalLoss, false), (CameraEventKind.SignalLoss, true),
            (CameraEventKind.SignalLoss, false)], events);
        Assert.InRange(watcher.Frames, 2, 8);
    }

    [FfmpegTheory]
    [InlineData("the server goes away", "The stream ended.")]
    [InlineData("the camera stalls", "gave nothing for 3 seconds")]
    [InlineData("ffmpeg is killed", "ffmpeg was ended from outside")]
    public async Task ACameraOverRtspThatIsLostIsFoundAgain(string what, string error)
    {
        var clip = await Street.PanAsync(_clips, "camera.mp4", 60, "null", Street.LikeACamera);
        var stream = await H264Stream.ReadAsync(clip);
        using var server = new RtspServer(stream, Street.FrameRate) { Pace = TimeSpan.FromMilliseconds(20) }.Start();
        if (what == "the camera stalls") server.FramesUntilSilence = 60;
        using var cancellation = new CancellationTokenSource(SafetyLimit);
        var watcher = new CameraWatcher(new CameraMonitor(_classifier), server.Address, new()
        {
            Reading = new() { Sampling = FrameSampling.EveryNth(5), StallTimeout = TimeSpan.FromSeconds(3) },
            ReconnectDelay = TimeSpan.FromMilliseconds(50),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
        })
        {
            Observed = _ =>
            {
                if (server.Played > 1) return;
                if (what == "the server goes away") server.Stop();
                if (what == "ffmpeg is killed")
                    foreach (var id in Processes.WithArgument(server.Address)) Process.GetProcessById(id).Kill();
            },
        };
        List<(CameraEventKind, bool)> events = [];
        await foreach (var happened in watcher.WatchAsync(cancellation.Token))
        {
            events.Add((happened.Kind, happened.IsActive));
            if (!happened.IsActive) break;
            Assert.Contains(error, watcher.LastError);
            if (what == "the server goes away") server.Start();
            server.FramesUntilSilence = stream.Count;
        }
        Assert.Equal([(CameraEventKind.SignalLoss, true), (CameraEventKind.SignalLoss, false)], events);
        Assert.Equal(2, server.Played);
        Assert.Empty(Processes.WithArgument(server.Address));
    }

    [FfmpegFact]
    public async Task CancellingWhileNothingIsThereEndsAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        var watcher = new CameraWatcher(new CameraMonitor(_classifier), $"http://127.0.0.1:{FreePort()}/none.ts",
            new() { ReconnectDelay = TimeSpan.FromHours(1), MaxReconnectDelay = TimeSpan.FromHours(1) });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in watcher.WatchAsync(cancellation.Token))
            {
                Assert.Equal((CameraEventKind.SignalLoss, true), (happened.Kind, happened.IsActive));
                Assert.Contains("refused", watcher.LastError);
                await cancellation.CancelAsync();
            }
        });
    }

    [FfmpegFact]
    public async Task AFileThatIsNotThereIsAnErrorAndNoLossOfSignal()
    {
        var watcher = new CameraWatcher(new CameraMonitor(_classifier), _clips.PathOf("none.mp4"));
        await Assert.ThrowsAsync<FileNotFoundException>(async () =>
        {
            await foreach (var _ in watcher.WatchAsync()) Assert.Fail("nothing can happen");
        });
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
