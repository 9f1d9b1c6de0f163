using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Timeline;

public sealed class BlurSpanFinderTests
{
    [Fact]
    public void ASpanLastsFromItsFirstBlurredFrameToTheFirstSharpOne()
    {
        var span = Assert.Single(Spans([0.1, 0.1, 0.9, 0.95, 0.8, 0.1, 0.1]));
        Assert.Equal((2.0, 5.0, 3), (span.Start.TotalSeconds, span.End.TotalSeconds, span.Frames));
        Assert.Equal((3.0, 0.95), (span.WorstTime.TotalSeconds, span.WorstProbability));
    }

    [Fact]
    public void AValueThatWaversBetweenTheThresholdsMakesOneSpan()
    {
        var span = Assert.Single(Spans([0.1, 0.6, 0.41, 0.55, 0.45, 0.35, 0.2, 0.4]));
        Assert.Equal((1.0, 5.0), (span.Start.TotalSeconds, span.End.TotalSeconds));
    }

    [Fact]
    public void ShortSpansAreLeftOutAndShortGapsBridged()
    {
        double[] wavering = [0.9, 0.9, 0.1, 0.9, 0.1, 0.1, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1];
        Assert.Equal([0, 3, 7], Spans(wavering).Select(span => span.Start.TotalSeconds));
        var bridged = Spans(wavering, new() { BridgeGap = TimeSpan.FromSeconds(1), MinimumLength = TimeSpan.FromSeconds(2) });
        Assert.Equal((0.0, 4.0), (Assert.Single(bridged).Start.TotalSeconds, bridged[0].End.TotalSeconds));
    }

    [Fact]
    public void AFrameWithoutEvidenceNeitherBeginsNorEndsASpan()
    {
        Assert.Empty(Spans([0.1, double.NaN, double.NaN, 0.1]));
        var span = Assert.Single(Spans([0.1, 0.9, double.NaN, 0.9, 0.1]));
        Assert.Equal((1.0, 4.0, 2), (span.Start.TotalSeconds, span.End.TotalSeconds, span.Frames));
    }

    [Fact]
    public void ASpanThatIsOpenAtTheEndEndsWithTheVideo() =>
        Assert.Equal(3.0, Assert.Single(Spans([0.1, 0.9, 0.9])).End.TotalSeconds);

    [Fact]
    public void ASpanIsGivenAsSoonAsNothingCanExtendIt()
    {
        var finder = new BlurSpanFinder(new() { BridgeGap = TimeSpan.FromSeconds(2) });
        var given = new[] { 0.9, 0.1, 0.1, 0.1, 0.1 }.Select((p, i) => finder.Add(Predictions.At(i, p)) is not null);
        Assert.Equal([false, false, false, false, true], given);
        Assert.Null(finder.Complete(TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void BesideItsSharpestFramesASoftSceneIsNotBlurredAndABlurredVideoStillIs()
    {
        var relative = new BlurSpanOptions { IsRelative = true };
        double[] softScene = [0.7, 0.65, 0.7, 0.97, 0.98, 0.7, 0.6, 0.65];
        Assert.Equal(8.0, Assert.Single(Spans(softScene)).Length.TotalSeconds);
        var span = Assert.Single(Spans(softScene, relative));
        Assert.Equal((3.0, 5.0), (span.Start.TotalSeconds, span.End.TotalSeconds));
        Assert.Equal(3.0, Assert.Single(Spans([0.96, 0.97, 0.96], relative)).Length.TotalSeconds);
        Assert.Equal(1.0, Assert.Single(Spans([0.01, 0.01, 0.3, 0.01], relative)).Length.TotalSeconds);
        Assert.Empty(Spans([0.1, 0.2, 0.15, 0.1], relative));
        Assert.Empty(Spans([double.NaN, double.NaN], relative));
        Assert.All(new VideoTimeline("noise", [Predictions.At(0, double.NaN), Predictions.At(1, double.NaN)]).RelativeProbabilities,
            probability => Assert.InRange(probability, 0.79, 0.81)); // 0.99 with half of its own log-odds beyond a usual scene's
        Assert.Throws<ArgumentException>(() => new BlurSpanFinder(relative)); // it does not know the frames to come
    }

    [Fact]
    public void FramesOutOfOrderAndImpossibleOptionsAreRefused()
    {
        var finder = new BlurSpanFinder();
        finder.Add(Predictions.At(1, 0.1));
        Assert.Throws<ArgumentException>(() => finder.Add(Predictions.At(1, 0.1)));
        Assert.Throws<ArgumentException>(() => new BlurSpanFinder(new() { EnterThreshold = 0.3, ExitThreshold = 0.4 }));
        Assert.Throws<ArgumentException>(() => new BlurSpanFinder(new() { BridgeGap = TimeSpan.FromSeconds(-1) }));
    }

    private static IReadOnlyList<BlurSpan> Spans(double[] probabilities, BlurSpanOptions? options = null) =>
        new VideoTimeline("clip", [.. probabilities.Select((p, i) => Predictions.At(i, p))], options).Spans;
}
