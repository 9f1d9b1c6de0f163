using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Tests;

public sealed class BootstrapTests
{
    private static readonly bool[] Blurred = [.. Enumerable.Range(0, 200).Select(i => i < 100)];

    private static ScoredImages Scores(double gain, int seed)
    {
        var random = new Random(seed);
        return new ScoredImages(Blurred.Select(b => random.NextDouble() + (b ? gain : 0)), Blurred);
    }

    [Fact]
    public void TheIntervalHoldsTheFigureAndIsRepeatable()
    {
        ScoredImages pictures = Scores(0.4, 1);
        Estimate first = new Bootstrap(Blurred, 200, seed: 7).Interval(w => pictures.RocAuc(w));
        Assert.InRange(first.Value, first.Low, first.High);
        Assert.True(first.High - first.Low is > 0.02 and < 0.2, $"{first}");
        Assert.Equal(first, new Bootstrap(Blurred, 200, seed: 7).Interval(w => pictures.RocAuc(w)));
        Assert.NotEqual(first, new Bootstrap(Blurred, 200, seed: 8).Interval(w => pictures.RocAuc(w)));
    }

    [Fact]
    public void AModelDoesNotDifferFromItself()
    {
        ScoredImages pictures = Scores(0.4, 2);
        Assert.Equal(new Estimate(0, 0, 0), new Bootstrap(Blurred, 50).Interval(w => pictures.RocAuc(w) - pictures.RocAuc(w)));
    }

    [Fact]
    public void PairingSeesADifferenceThatTheSeparateIntervalsHide()
    {
        ScoredImages worse = Scores(0.4, 3);
        // the same scores, the blurred ones a little higher: better picture by picture
        var better = new ScoredImages(worse.Scores.Select((s, i) => s + (Blurred[i] ? 0.05 : 0)), Blurred);
        var bootstrap = new Bootstrap(Blurred, 300);
        Estimate a = bootstrap.Interval(w => worse.RocAuc(w)), b = bootstrap.Interval(w => better.RocAuc(w));
        Assert.True(a.High > b.Low);
        Assert.True(bootstrap.Interval(w => better.RocAuc(w) - worse.RocAuc(w)).Low > 0);
    }

    [Fact]
    public void CopiesOfAPictureMakeAFigureNoSurer()
    {
        ScoredImages once = Scores(0.4, 4);
        bool[] truths = [.. Blurred.SelectMany(b => Enumerable.Repeat(b, 8))];
        var copied = new ScoredImages(once.Scores.SelectMany(s => Enumerable.Repeat(s, 8)), truths);
        string[] contents = [.. Enumerable.Range(0, truths.Length).Select(i => $"{i / 8}")];
        Estimate single = new Bootstrap(Blurred, 200).Interval(w => once.RocAuc(w));
        Estimate together = new Bootstrap(truths, 200, contents: contents).Interval(w => copied.RocAuc(w));
        Estimate apart = new Bootstrap(truths, 200).Interval(w => copied.RocAuc(w));
        Assert.Equal((single.Value, single.Low, single.High), (together.Value, together.Low, together.High),
            (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-9);
        Assert.True(apart.High - apart.Low < (single.High - single.Low) / 2);
    }

    [Fact]
    public void AnUndefinedFigureHasNoInterval()
    {
        var pictures = new ScoredImages([0.5], [true]);
        Assert.True(double.IsNaN(new Bootstrap([true], 10).Interval(w => pictures.RocAuc(w)).Low));
    }
}
