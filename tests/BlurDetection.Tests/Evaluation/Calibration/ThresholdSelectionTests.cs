using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Tests.Evaluation.Calibration;

public sealed class ThresholdSelectionTests
{
    private static ScoredImages Sharp(IEnumerable<double> scores) => new(scores, scores.Select(_ => false));

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.3)]
    public void TheWishedRateIsKeptAndUsed(double rate)
    {
        var random = new Random(1);
        ScoredImages sharp = Sharp([.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble() * 0.6)]);
        OperatingThreshold chosen = ThresholdSelection.ForFalseAlarmRate(sharp, rate);
        Assert.Equal(rate, chosen.FalseAlarmRate, 12);
        Assert.True(chosen.FalseAlarmRateBound > chosen.FalseAlarmRate);
        Assert.True(double.IsNaN(chosen.Recall));
    }

    [Fact]
    public void EqualScoresAreNotCutInTwo()
    {
        // a tenth may be alarms, but the three highest are equal: either three or none
        OperatingThreshold chosen = ThresholdSelection.ForFalseAlarmRate(Sharp([0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]), 0.1);
        Assert.Equal(0, chosen.FalseAlarmRate);
        Assert.InRange(chosen.Threshold, 0.9, 0.91);
    }

    [Fact]
    public void FewPicturesProveLittle()
    {
        OperatingThreshold chosen = ThresholdSelection.ForFalseAlarmRate(Sharp([.. Enumerable.Range(0, 30).Select(i => i / 100d)]), 0);
        Assert.Equal(0, chosen.FalseAlarmRate);
        Assert.Equal(1 - Math.Pow(0.05, 1 / 30d), chosen.FalseAlarmRateBound, 6); // the "rule of three": about 3 / 30
    }

    [Fact]
    public void TheLevelsAreOrderedAndMediumIsTheBestBalanceUnlessARateIsWished()
    {
        var random = new Random(2);
        bool[] blurred = [.. Enumerable.Range(0, 600).Select(i => i % 2 == 0)];
        var pictures = new ScoredImages(blurred.Select(b => Math.Clamp(0.3 + (b ? 0.3 : 0) + random.NextDouble() * 0.4, 0, 1)), blurred);
        OperatingPoints points = OperatingPoints.Choose(pictures);
        Assert.Equal(pictures.BestBalancedAccuracy().Threshold, points.Medium.Threshold);
        Assert.True(points.Low.Threshold > points.Medium.Threshold && points.Medium.Threshold > points.High.Threshold);
        Assert.True(points.Low.FalseAlarmRate < points.Medium.FalseAlarmRate && points.Medium.FalseAlarmRate < points.High.FalseAlarmRate);
        Assert.True(points.Low.Recall < points.Medium.Recall && points.Medium.Recall < points.High.Recall);

        OperatingPoints wished = OperatingPoints.Choose(pictures, new CalibrationOptions { FalseAlarmRate = 0.1 });
        Assert.Equal((0.1, 0.4), (wished.Medium.FalseAlarmRate, wished.High.FalseAlarmRate));
        Assert.InRange(wished.Low.FalseAlarmRate, 0.02, 0.025);
    }

    [Fact]
    public void WithoutFocusedPicturesThereIsNothingToChooseBy() =>
        Assert.Throws<ArgumentException>(() => ThresholdSelection.ForFalseAlarmRate(new ScoredImages([0.5], [true]), 0.1));
}
