using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Selection;

public sealed class FrameSelectionTests
{
    [Fact]
    public void TheSharpestFramesKeepTheirLeastGap()
    {
        double[] strengths = [1, 0.1, 0.2, 0.9, 0.3, 0.4];
        Assert.Equal([1, 2, 4], Chosen(FrameSelection.BestN(3), strengths));
        Assert.Equal([1, 4], Chosen(FrameSelection.BestN(3, TimeSpan.FromSeconds(3)), strengths));
    }

    [Fact]
    public void EveryBatchAndEveryIntervalGivesItsSharpest()
    {
        double[] strengths = [1, 0.5, 2, 0.1, 0.9, 0.8, 0.7];
        Assert.Equal([1, 3, 6], Chosen(FrameSelection.BestOfBatch(3), strengths));
        Assert.Equal([1, 3, 5, 6], Chosen(FrameSelection.BestOfInterval(TimeSpan.FromSeconds(2)), strengths));
    }

    [Fact]
    public void FramesLessSharpThanTheirNeighboursAreLeftOut()
    {
        // slowly softer, with one shaken frame: a fixed threshold could not tell it from the end
        double[] strengths = [.. Enumerable.Range(0, 24).Select(i => i == 3 ? 2 : 0.1 * i)];
        Assert.Equal(Enumerable.Range(0, 24).Where(i => i != 3).Select(i => (double)i),
            Chosen(FrameSelection.WithoutOutliers(window: 3), strengths));
    }

    [Fact]
    public void FramesWithoutEvidenceAreNeverChosen() =>
        Assert.Equal([1], Chosen(FrameSelection.BestOfBatch(1), [double.NaN, 3, double.NaN]));

    [Fact]
    public void OfFramesThatShowTheSameTheSharpestIsKept()
    {
        FrameCandidate[] frames = [Candidate(0, 0.5, 10), Candidate(1, 0.2, 10), Candidate(2, 0.3, 12)];
        Assert.Equal([1, 2], Chosen(FrameSelection.BestN(9), frames, 1));
        Assert.Equal([1], Chosen(FrameSelection.BestN(9), frames, 2));
        Assert.Equal([0, 1, 2], Chosen(FrameSelection.BestN(9), frames, -1));
    }

    [Fact]
    public void ImpossibleSelectionsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSelection.BestN(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSelection.BestOfBatch(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSelection.BestOfInterval(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSelection.WithoutOutliers(sensitivity: 0));
    }

    private static IEnumerable<double> Chosen(FrameSelection selection, double[] strengths) =>
        Chosen(selection, [.. strengths.Select((strength, i) => Candidate(i, strength, (byte)(10 * i)))], 1);

    private static IEnumerable<double> Chosen(FrameSelection selection, FrameCandidate[] frames, double tolerance) =>
        selection.Choose(frames, new NearDuplicates(tolerance)).Select(frame => frame.Time.TotalSeconds);

    private static FrameCandidate Candidate(int seconds, double strength, byte tone)
    {
        var thumbnail = new byte[1024];
        Array.Fill(thumbnail, tone);
        return new(TimeSpan.FromSeconds(seconds), Predictions.Of(double.IsNaN(strength) ? double.NaN : 0.1, strength), thumbnail);
    }
}
