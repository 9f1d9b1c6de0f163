using System.Net;
using System.Net.Sockets;
using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Decoding;

public sealed class SourceTests : IDisposable
{
    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegTheory]
    [InlineData("img%02d.png")]
    [InlineData("img*.png")]
    public async Task AnImageSequenceIsReadInOrderAtItsRate(string pattern)
    {
        await Ffmpeg.RunAsync($"-f lavfi -i \"testsrc2=s=64x48:r=25:d=0.2\" \"{_clips.PathOf("img%02d.png")}\"");
        var times = await Frames.MapAsync(_clips.PathOf(pattern), new() { SequenceFrameRate = 2 }, frame => frame.Timestamp.TotalSeconds);
        Assert.Equal([0, 0.5, 1, 1.5, 2], times);
    }

    [FfmpegFact]
    public async Task ADeviceIsReadByItsKindOfInput()
    {
        var options = new VideoReaderOptions
        {
            InputFormat = "lavfi",
            Duration = TimeSpan.FromSeconds(1),
            Sampling = FrameSampling.EveryNth(5),
        };
        Assert.Equal(5, (await Frames.MapAsync("testsrc2=s=64x48:r=25", options, frame => frame.Width)).Count);
    }

    [FfmpegFact]
    public async Task AStreamOverHttpIsRead()
    {
        var port = FreePort();
        using var server =
            Ffmpeg.Start($"-f lavfi -i testsrc2=s=64x48:r=25:d=1 -c:v mpeg2video -f mpegts -listen 1 http://127.0.0.1:{port}/live.ts");
        List<double> times = [];
        while (times.Count == 0)
        {
            try
            {
                times = await Frames.SecondsAsync($"http://127.0.0.1:{port}/live.ts", FrameSampling.EveryNth(5));
            }
            catch (VideoReadException e) when (e.Message.Contains("refused") && !server.HasExited)
            {
                // the server has not opened its port yet
            }
        }
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8], times);
        await server.WaitForExitAsync();
    }

    [FfmpegFact]
    public async Task SoundIsLeftOut()
    {
        var path = _clips.PathOf("sound.mp4");
        await Ffmpeg.RunAsync(
            $"-f lavfi -i sine=d=1 -f lavfi -i testsrc2=s=64x48:r=10:d=1 -map 0 -map 1 -c:v libx264 -pix_fmt yuv420p -c:a aac \"{path}\"");
        Assert.Equal(10, (await Frames.SecondsAsync(path)).Count);
        var info = await VideoProbe.ReadAsync(path);
        Assert.Equal(("h264", 64, 48, true, 10.0), (info.Codec, info.Width, info.Height, info.HasAudio, info.FrameRate));
    }

    [FfmpegFact]
    public async Task ANameThatLooksLikeAProtocolIsAFile()
    {
        var path = await _clips.MakeAsync("http:a b.mkv", "testsrc2=s=64x48:r=10:d=0.2");
        Assert.Equal(2, (await Frames.SecondsAsync(path)).Count);
    }

    [Fact]
    public async Task AMissingFileIsNamed()
    {
        var e = await Assert.ThrowsAsync<FileNotFoundException>(() => Frames.SecondsAsync(_clips.PathOf("no.mp4")));
        Assert.Contains("no.mp4", e.Message);
    }

    [FfmpegFact]
    public async Task AFileThatIsNoVideoIsRefusedWithWhatFfmpegSays()
    {
        var path = _clips.PathOf("text.mp4");
        await File.WriteAllTextAsync(path, "not a video");
        var e = await Assert.ThrowsAsync<VideoReadException>(() => Frames.SecondsAsync(path));
        Assert.Contains("text.mp4 could not be read", e.Message);
        Assert.Contains("Invalid data", e.Message);
        await Assert.ThrowsAsync<VideoReadException>(() => VideoProbe.ReadAsync(path));
    }

    [Fact]
    public async Task WithoutFfmpegTheErrorSaysHowToInstallIt()
    {
        var path = _clips.PathOf("a.mp4");
        await File.WriteAllTextAsync(path, "");
        var options = new VideoReaderOptions { FfmpegPath = _clips.PathOf("nowhere/ffmpeg") };
        var e = await Assert.ThrowsAsync<FfmpegNotFoundException>(() => Frames.MapAsync(path, options, frame => 0));
        Assert.Contains("install", e.Message);
        Assert.Contains("nowhere", e.Message);
    }

    [Fact]
    public async Task OptionsOutOfRangeAreRefused()
    {
        foreach (var options in new VideoReaderOptions[] { new() { MaxLongSide = 1 }, new() { Start = TimeSpan.FromSeconds(-1) },
            new() { StallTimeout = TimeSpan.Zero } })
            await Assert.ThrowsAsync<ArgumentException>(() => Frames.MapAsync("a.mp4", options, frame => 0));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
