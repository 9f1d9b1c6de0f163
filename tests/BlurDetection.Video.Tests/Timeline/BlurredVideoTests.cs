using System.Text.RegularExpressions;
using BlurDetection.Imaging;
using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Timeline;

public sealed class BlurredVideoTests : IDisposable
{
    private readonly ClipFolder _clips = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new() { Map = false });

    public void Dispose()
    {
        _classifier.Dispose();
        _clips.Dispose();
    }

    [FfmpegFact]
    public async Task ThePageShowsTheFramesBeforeInAndAfterASpan()
    {
        var clip = await Street.PanAsync(_clips, "a.mp4", 6, Street.Defocus(2, 4));
        var timeline = await TimelineAsync(clip);
        var span = Assert.Single(timeline.Spans);
        Assert.Equal((2.0, 4.0, 10, BlurKind.Defocus), (span.Start.TotalSeconds, span.End.TotalSeconds, span.Frames, span.Kind));

        var page = await TimelinePage.RenderAsync(timeline);

        var pictures = Regex.Matches(page, "data:image/jpeg;base64,([^\"]+)")
            .Select(match => Convert.FromBase64String(match.Groups[1].Value)).ToArray();
        Assert.Equal([false, true, false], pictures.Select(jpeg => _classifier.Classify(jpeg).IsBlurry));
        using var first = ImageDecoder.Decode(pictures[0], Preprocessing.Default);
        Assert.Equal((320, 240), (first.OriginalWidth, first.OriginalHeight));
        Assert.Contains("1 span of blur, 2 of 6 seconds", page);
    }

    [FfmpegTheory]
    [InlineData(false, 2, 5)]
    [InlineData(true, 2.4, 4.6)]
    public async Task FootageIsWrittenWithoutItsBlurredFrames(bool encode, double from, double to)
    {
        var clip = await Street.PanAsync(_clips, "it's a.mp4", 8, Street.Defocus(2.4, 4.6));
        var timeline = await TimelineAsync(clip);
        var output = _clips.PathOf("cut.mp4");

        var report = await FootageCutter.DropAsync(clip, output, timeline.Spans, encode);

        var dropped = Assert.Single(report.Dropped);
        Assert.Equal((from, to), (dropped.Start.TotalSeconds, dropped.End.TotalSeconds));
        var cut = await TimelineAsync(output);
        Assert.Empty(cut.Spans);
        Assert.Equal((int)Math.Round((8 - (to - from)) * 5), cut.Frames.Count);
        // without a gap where the span was, but for the frame of sound (1024 samples) that a copied piece may begin with
        var tolerance = !encode ? 1024 / 44100.0 + 0.001 : 0.001;
        Assert.All(cut.Frames.Zip(cut.Frames.Skip(1)),
            pair => Assert.Equal(0.2, (pair.Second.Time - pair.First.Time).TotalSeconds, tolerance));
        Assert.True((await VideoProbe.ReadAsync(output)).HasAudio);
        Assert.Equal(["cut.mp4", "it's a.mp4"], Directory.EnumerateFileSystemEntries(_clips.Root).Select(Path.GetFileName).Order());
    }

    [FfmpegFact]
    public async Task NothingIsWrittenWhereNothingWouldBeLeft()
    {
        var clip = await Street.PanAsync(_clips, "a.mp4", 2, Street.Defocus(0, 9));
        var timeline = await TimelineAsync(clip);
        await Assert.ThrowsAsync<VideoReadException>(() => FootageCutter.DropAsync(clip, _clips.PathOf("cut.mp4"), timeline.Spans));
        Assert.Single(Directory.EnumerateFileSystemEntries(_clips.Root));
    }

    private async Task<VideoTimeline> TimelineAsync(string clip)
    {
        List<FramePrediction> frames = [];
        await foreach (var frame in _classifier.ClassifyVideoAsync(clip)) frames.Add(frame);
        return new VideoTimeline(clip, frames);
    }
}
