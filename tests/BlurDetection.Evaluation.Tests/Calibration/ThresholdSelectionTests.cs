using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Tests.Calibration;

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

        OperatingPoints requested = OperatingPoints.Choose(pictures, new CalibrationOptions { FalseAlarmRate = 0.1 });
        Assert.Equal((0.1, 0.4), (requested.Medium.FalseAlarmRate, requested.High.FalseAlarmRate));
        Assert.InRange(requested.Low.FalseAlarmRate, 0.02, 0.025);
    }

    private static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));

    [Fact]
    public void TheSpreadOfSharpPicturesIsCutAtItsQuantileWhateverTheHighestAre()
    {
        // Log-odds 1.0, 1.1 ... 3.0: the 85 % quantile of 21 is the eighteenth, 2.7.
        double[] logits = [.. Enumerable.Range(0, 21).Select(i => 1 + i / 10d)];
        OperatingThreshold chosen = ThresholdSelection.ForSharpSpread(Sharp(logits.Select(Logistic)), 0.5);
        Assert.Equal(Logistic(2.7), chosen.Threshold, 1e-4);
        Assert.Equal(3 / 21d, chosen.FalseAlarmRate, 12);
        // Blurred pictures among them do not move it.
        double[] soiled = [.. logits[..18], 9, 10, 11];
        Assert.Equal(chosen.Threshold, ThresholdSelection.ForSharpSpread(Sharp(soiled.Select(Logistic)), 0.5).Threshold, 12);
    }

    [Fact]
    public void PicturesThatAreClearlySharpTakeTheThresholdHalfWay()
    {
        ScoredImages sharp = Sharp(Enumerable.Repeat(Logistic(-3), 20));
        Assert.Equal(Logistic(-1), ThresholdSelection.ForSharpSpread(sharp, Logistic(1)).Threshold, 1e-3);
        Assert.Equal(0, ThresholdSelection.ForSharpSpread(sharp, Logistic(1)).FalseAlarmRate);
        Assert.Equal(Logistic(-3), ThresholdSelection.ForSharpSpread(sharp, Logistic(-6)).Threshold, 1e-3);
    }

    [Fact]
    public void PicturesWithoutAVerdictAreNoPartOfTheSpread()
    {
        ScoredImages some = Sharp([.. Enumerable.Repeat(0d, 30), .. Enumerable.Repeat(Logistic(2), 10)]);
        Assert.Equal(Logistic(2), ThresholdSelection.ForSharpSpread(some, 0.5).Threshold, 1e-4);
        Assert.Throws<ArgumentException>(() => ThresholdSelection.ForSharpSpread(Sharp([0, 0]), 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdSelection.ForSharpSpread(some, 1.5));
    }

    [Fact]
    public void HighSensitivityCallsNoMoreThanAThirdOfTheSharpPicturesBlurred()
    {
        var random = new Random(3);
        OperatingPoints points =
            OperatingPoints.Choose(Sharp([.. Enumerable.Range(0, 500).Select(_ => Logistic(4 * random.NextDouble()))]));
        Assert.InRange(points.Medium.FalseAlarmRate, 0.14, 0.15);
        Assert.InRange(points.High.FalseAlarmRate, 0.28, 0.3);
        Assert.InRange(points.Low.FalseAlarmRate, 0.03, 0.04);
    }

    [Fact]
    public void WithoutFocusedPicturesThereIsNothingToChooseBy() =>
        Assert.Throws<ArgumentException>(() => ThresholdSelection.ForFalseAlarmRate(new ScoredImages([0.5], [true]), 0.1));

    [Fact]
    public void BlurredPicturesWithoutAVerdictBoundNoThreshold()
    {
        double[] sharp = [0.2, 0.3, 0.4, 0.45];
        OperatingPoints alone = OperatingPoints.Choose(Sharp(sharp)),
            beside = OperatingPoints.Choose(new ScoredImages([.. sharp, 0, 0, 0], [false, false, false, false, true, true, true]));
        Assert.Equal(alone.Medium.Threshold, beside.Medium.Threshold);
    }

    [Theory]
    [InlineData(0.9, 0.8, 0.1, 0.2)] // the labels the wrong way round
    [InlineData(0.5, 0.5, 0.5, 0.5)]
    public void WhereNoThresholdIsBetterThanChanceNoneIsChosen(double sharp, double otherSharp, double blurred, double otherBlurred)
    {
        var pictures = new ScoredImages([sharp, otherSharp, blurred, otherBlurred], [false, false, true, true]);
        Assert.Contains("wrong way round", Assert.Throws<TrainingDataException>(() => OperatingPoints.Choose(pictures)).Message);
        OperatingPoints requested = OperatingPoints.Choose(pictures, new CalibrationOptions { FalseAlarmRate = 0.1 });
        Assert.True(requested.Medium.Threshold > Math.Max(sharp, otherSharp));
    }
}
