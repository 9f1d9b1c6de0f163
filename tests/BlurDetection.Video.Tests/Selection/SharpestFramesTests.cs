using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Selection;

public sealed class SharpestFramesTests : IDisposable
{
    private readonly ClipFolder _clips = new();
    private readonly BlurClassifier _classifier = BlurClassifier.CreateDefault(new() { Map = false });

    public void Dispose()
    {
        _classifier.Dispose();
        _clips.Dispose();
    }

    [FfmpegFact]
    public async Task OfEverySecondTheOneSharpFrameIsSavedUnderItsTime()
    {
        // all frames defocused but one of each second: 0.6, 1.6, 2.6
        var clip = await Street.PanAsync(_clips, "a.mp4", 3, "gblur=sigma=5:enable='not(between(mod(t,1),0.59,0.61))'");
        var folder = _clips.PathOf("frames");

        var frames = await SharpestFrames.SelectAsync(_classifier, clip);
        var files = await SharpestFrames.SaveAsync(clip, frames, folder);

        Assert.Equal(["0-00-00.600.jpg", "0-00-01.600.jpg", "0-00-02.600.jpg"], files.Select(Path.GetFileName));
        Assert.All(files, file => Assert.False(_classifier.Classify(file).IsBlurry));
        var table = await File.ReadAllLinesAsync(Path.Combine(folder, SharpestFrames.TableName));
        Assert.StartsWith("0-00-01.600.jpg,1.6,focus,", table[2]);
        Assert.Equal([.. files.Select(Path.GetFileName), "frames.csv"],
            Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
    }

    [FfmpegFact]
    public async Task BlackFramesAndFramesThatShowTheSameAreLeftOut()
    {
        // one second that stands still, one black second, one that moves
        var clip = _clips.PathOf("a.mp4");
        var still = $"-loop 1 -framerate 5 -t 1 -i \"{Path.Combine(Repository.Root, "samples", "images", "street-sharp.jpg")}\"";
        await Ffmpeg.RunAsync(
            $"{still} -f lavfi -t 1 -i color=black:s=640x480:r=5 {still} -filter_complex " +
                $"\"[0]crop=640:480:0:120[a];[2]crop=640:480:x='300*t':y=120[c];[a][1][c]concat=n=3\" -c:v libx264 -pix_fmt yuv420p " +
                $"\"{clip}\"");
        var frames = await SharpestFrames.SelectAsync(_classifier, clip, new() { Selection = FrameSelection.BestOfBatch(1) });
        Assert.Equal(1, frames.Count(frame => frame.Time < TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain(frames, frame => frame.Time >= TimeSpan.FromSeconds(1) && frame.Time < TimeSpan.FromSeconds(2));
        Assert.InRange(frames.Count(frame => frame.Time >= TimeSpan.FromSeconds(2)), 4, 5); // its first frame is the still one again
    }

    [FfmpegFact]
    public async Task TheSharpestPictureOfABurstIsCopiedAsItIs()
    {
        await Street.PanAsync(_clips, "burst%d.png", 1, "gblur=sigma=4:enable='not(between(t,0.39,0.41))'", "-an -f image2");
        var pictures = Directory.GetFiles(_clips.Root, "*.png").Order().ToArray();
        var best = Assert.Single(await SharpestFrames.SelectAsync(_classifier, pictures, new() { Selection = FrameSelection.BestN(1) }));
        Assert.Equal("burst3.png", Path.GetFileName(best.Path));
        var file = Assert.Single(await SharpestFrames.SaveAsync("burst", [best], _clips.PathOf("out")));
        Assert.Equal(await File.ReadAllBytesAsync(best.Path!), await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task AnImageOfABurstThatCannotBeReadIsToldAndCostsNoNeighbour()
    {
        string good = Path.Combine(Repository.Root, "samples", "images", "street-sharp.jpg");
        string damaged = _clips.PathOf("damaged.jpg"), missing = _clips.PathOf("missing.jpg");
        await File.WriteAllTextAsync(damaged, "no image");
        var told = new Told();
        var options = new SharpestFramesOptions { Selection = FrameSelection.BestN(3), Unreadable = told };
        var chosen = Assert.Single(await SharpestFrames.SelectAsync(_classifier, [damaged, missing, good], options));
        Assert.Equal((good, 2), (chosen.Path, chosen.Time.TotalSeconds));
        Assert.Equal([damaged, missing], told.Results.Select(result => result.Source.Name));
        Assert.All(told.Results, result => Assert.NotNull(result.Error));

        options.Unreadable = null;
        await Assert.ThrowsAsync<UnsupportedImageException>(() => SharpestFrames.SelectAsync(_classifier, [good, damaged], options));
    }

    private sealed class Told : IProgress<ClassificationResult>
    {
        public List<ClassificationResult> Results { get; } = [];

        public void Report(ClassificationResult value) => Results.Add(value);
    }
}
