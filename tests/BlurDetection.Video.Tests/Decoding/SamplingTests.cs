using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Decoding;

public sealed class SamplingTests : IDisposable
{
    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegFact]
    public async Task EveryFrameIsReadOnceWithItsTime()
    {
        var clip = await _clips.MakeAsync("a.mp4", "testsrc2=s=64x48:r=25:d=0.4");
        Assert.Equal(Enumerable.Range(0, 10).Select(i => Math.Round(i * 0.04, 6)), await Frames.SecondsAsync(clip));
    }

    [FfmpegFact]
    public async Task EveryNthFrameIsReadAndNoFrameIsRepeated()
    {
        var clip = await _clips.MakeAsync("a.mp4", "testsrc2=s=64x48:r=25:d=4");
        Assert.Equal(Enumerable.Range(0, 10).Select(i => Math.Round(i * 0.4, 6)),
            await Frames.SecondsAsync(clip, FrameSampling.EveryNth(10)));
    }

    [FfmpegFact]
    public async Task OneFrameASecondIsTheFirstOfEachSecondAndNotTheOneInItsMiddle()
    {
        var clip = await _clips.MakeAsync("a.mp4", "testsrc2=s=64x48:r=25:d=3.5");
        Assert.Equal([0, 1, 2, 3], await Frames.SecondsAsync(clip, FrameSampling.Every(TimeSpan.FromSeconds(1))));
    }

    [FfmpegFact]
    public async Task TimesOfAVariableFrameRateAreThoseOfTheStream()
    {
        // frames at 0, 1, 4, 9, 16 ... tenths of a second
        var clip = await _clips.MakeAsync("a.mkv", "testsrc2=s=64x48:r=10:d=0.8,setpts=N*N*0.1/TB",
            "-fps_mode passthrough -c:v libx264 -pix_fmt yuv420p");
        Assert.Equal([0, 0.1, 0.4, 0.9, 1.6, 2.5, 3.6, 4.9], await Frames.SecondsAsync(clip));
        Assert.Equal([0, 1.6, 2.5, 3.6, 4.9], await Frames.SecondsAsync(clip, FrameSampling.Every(TimeSpan.FromSeconds(1))));
    }

    [FfmpegFact]
    public async Task TimesStayExactWhereFfmpegsOwnLogRoundsThem()
    {
        // showinfo prints six significant digits: 1232.1 for the last frame
        var clip = await _clips.MakeAsync("long.mkv", "color=gray:s=16x16:r=81/100:d=1233", "-c:v ffv1");
        var last = (await Frames.SecondsAsync(clip))[^1];
        Assert.Equal(998 / 0.81, last, 0.0006); // Matroska keeps milliseconds
    }

    [FfmpegFact]
    public async Task KeyFramesAloneAreRead()
    {
        var clip = await _clips.MakeAsync("a.mp4", "testsrc2=s=64x48:r=25:d=2",
            "-c:v libx264 -g 20 -keyint_min 20 -sc_threshold 0 -pix_fmt yuv420p");
        Assert.Equal([0, 0.8, 1.6], await Frames.SecondsAsync(clip, FrameSampling.KeyFrames));
    }

    [FfmpegFact]
    public async Task TheFirstFrameOfEachSceneIsRead()
    {
        var clip = await _clips.MakeAsync("a.mp4", "color=black:s=64x48:r=25:d=1[a];color=white:s=64x48:r=25:d=1[b];[a][b]concat");
        Assert.Equal([0, 1], await Frames.SecondsAsync(clip, FrameSampling.SceneCuts()));
    }

    [FfmpegFact]
    public async Task APartOfAFileKeepsTheTimesOfTheFile()
    {
        var clip = await _clips.MakeAsync("a.mp4", "testsrc2=s=64x48:r=25:d=4");
        var options = new VideoReaderOptions
        {
            Start = TimeSpan.FromSeconds(2),
            Duration = TimeSpan.FromSeconds(1),
            Sampling = FrameSampling.EveryNth(5),
        };
        Assert.Equal([2, 2.2, 2.4, 2.6, 2.8], await Frames.MapAsync(clip, options, frame => Math.Round(frame.Timestamp.TotalSeconds, 6)));
    }

    [Fact]
    public void ImpossibleSamplingIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSampling.EveryNth(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSampling.Every(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSampling.SceneCuts(1));
    }
}
