using System.Diagnostics;
using BlurDetection.Tests.Support;
using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Decoding;

[Collection(ProcessWideState.Name)]
public sealed class InterruptionTests : IDisposable
{
    private static readonly VideoReaderOptions Endless = new() { InputFormat = "lavfi" };

    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegFact]
    public async Task AKilledFfmpegIsAnErrorAfterTheFramesBeforeIt()
    {
        var (count, id) = (0, 0);
        var e = await Assert.ThrowsAsync<VideoReadException>(async () =>
        {
            await foreach (var frame in Read(started => id = started))
                using (frame)
                    if (++count == 5) Process.GetProcessById(id).Kill();
        });
        Assert.True(count >= 5);
        Assert.Contains($"ended early, after {count} frames", e.Message);
        Assert.False(Ffmpeg.IsAlive(id));
    }

    [FfmpegFact]
    public async Task CancellingEndsFfmpeg()
    {
        using var cancellation = new CancellationTokenSource();
        var id = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in Read(started => id = started, cancellation.Token))
                using (frame) await cancellation.CancelAsync();
        });
        Assert.False(Ffmpeg.IsAlive(id));
    }

    [FfmpegFact]
    public async Task FfmpegWaitsWhileNoFrameIsAskedFor()
    {
        var id = 0;
        await foreach (var frame in Read(started => id = started))
            using (frame)
            {
                using var ffmpeg = Process.GetProcessById(id);
                TimeSpan before, after = ffmpeg.TotalProcessorTime;
                var isAtRest = false;
                for (var i = 0; i < 60 && !isAtRest; i++) // its buffers fill first; an endless source at full speed never rests
                {
                    before = after;
                    await Task.Delay(500);
                    ffmpeg.Refresh();
                    after = ffmpeg.TotalProcessorTime;
                    isAtRest = after == before;
                }
                Assert.True(isAtRest, $"ffmpeg worked on for {after}.");
                break;
            }
    }

    [FfmpegFact]
    public async Task LeavingTheLoopEndsFfmpeg()
    {
        var id = 0;
        await foreach (var frame in Read(started => id = started))
            using (frame) break;
        Assert.False(Ffmpeg.IsAlive(id));
    }

    [FfmpegFact]
    public async Task AThrowingCallerEndsFfmpeg()
    {
        var id = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var frame in Read(started => id = started))
                using (frame) throw new InvalidOperationException();
        });
        Assert.False(Ffmpeg.IsAlive(id));
    }

    [FfmpegFact]
    public async Task AFileWithoutItsEndGivesItsFramesAndTheDecodersErrors()
    {
        var whole = await _clips.MakeAsync("whole.mkv", "testsrc2=s=320x240:r=25:d=4");
        var bytes = await File.ReadAllBytesAsync(whole);
        var cut = _clips.PathOf("cut.mkv");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)]);
        List<string> errors = [];
        var times = await Frames.MapAsync(cut, new() { DecoderErrors = new Listed(errors) }, frame => frame.Timestamp);
        Assert.InRange(times.Count, 20, 90);
        Assert.NotEmpty(errors);
    }

    [FfmpegFact]
    public async Task AFileWithoutItsIndexIsRefused()
    {
        var whole = await _clips.MakeAsync("whole.mp4", "testsrc2=s=320x240:r=25:d=2");
        var bytes = await File.ReadAllBytesAsync(whole);
        var cut = _clips.PathOf("cut.mp4");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)]);
        var e = await Assert.ThrowsAsync<VideoReadException>(() => Frames.SecondsAsync(cut));
        Assert.Contains("moov", e.Message);
    }

    [FfmpegFact]
    public async Task ASourceThatGivesNothingMoreStalls()
    {
        // a pipe that stays open after half of a file
        var whole = await _clips.MakeAsync("whole.mkv", "testsrc2=s=320x240:r=25:d=4");
        var bytes = await File.ReadAllBytesAsync(whole);
        var pipe = _clips.PathOf("pipe.mkv");
        using (var making = Process.Start("mkfifo", pipe)) await making.WaitForExitAsync();
        var (count, id) = (0, 0);
        using var release = new ManualResetEventSlim();
        var writing = Task.Run(() =>
        {
            using var stream = new FileStream(pipe, FileMode.Open, FileAccess.Write);
            stream.Write(bytes, 0, bytes.Length / 2);
            stream.Flush();
            release.Wait();
        });
        await Assert.ThrowsAsync<VideoStalledException>(async () =>
        {
            await foreach (var frame in VideoFrameReader.ReadAsync(
                pipe, new() { StallTimeout = TimeSpan.FromSeconds(3) }, TimeProvider.System, started => id = started))
                using (frame) count++;
        });
        release.Set();
        await writing;
        Assert.False(Ffmpeg.IsAlive(id));
        Assert.InRange(count, 0, 90); // how many came before the silence depends on ffmpeg's buffers
    }

    [FfmpegFact]
    public async Task MemoryIsReusedFromFrameToFrame()
    {
        var count = 0;
        var before = GC.GetTotalAllocatedBytes();
        await foreach (var frame in VideoFrameReader.ReadAsync("testsrc2=s=1920x1080:r=25", Endless))
            using (frame)
                if (++count == 60) break;
        // 60 frames of luma are 124 MB
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 40_000_000);
    }

    private static IAsyncEnumerable<VideoFrame> Read(Action<int> started, CancellationToken cancellationToken = default) =>
        VideoFrameReader.ReadAsync("testsrc2=s=320x240:r=25", Endless, TimeProvider.System, started, cancellationToken);

    private sealed class Listed(List<string> lines) : IProgress<string>
    {
        public void Report(string value)
        {
            lock (lines) lines.Add(value);
        }
    }
}
