using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Tests;

public sealed class ReliabilityTests
{
    [Fact]
    public void TheCalibrationErrorIsTheGapWeightedByPictures()
    {
        // bin 0.2..0.3: mean 0.25, one of two blurred -> gap 0.25; bin 0.9..1: mean 1, both blurred -> gap 0
        var pictures = new ScoredImages([0.22, 0.28, 1, 1], [true, false, true, true]);
        IReadOnlyList<ReliabilityBin> bins = Reliability.Bins(pictures);
        Assert.Equal(2, bins[2].Images);
        Assert.Equal(2, bins[9].Images);
        Assert.Equal(0.125, Reliability.ExpectedCalibrationError(bins), 12);
    }

    [Fact]
    public void HonestProbabilitiesHaveHardlyAnyError()
    {
        var random = new Random(5);
        double[] probabilities = [.. Enumerable.Range(0, 20000).Select(_ => random.NextDouble())];
        var honest = new ScoredImages(probabilities, probabilities.Select(p => random.NextDouble() < p));
        var boastful = new ScoredImages(honest.Scores.Select(p => p < 0.5 ? 0.01 : 0.99), honest.Blurred);
        Assert.True(Reliability.ExpectedCalibrationError(Reliability.Bins(honest)) < 0.02); // about sqrt(0.25 / 2000)
        Assert.True(Reliability.ExpectedCalibrationError(Reliability.Bins(boastful)) > 0.2);
    }
}
