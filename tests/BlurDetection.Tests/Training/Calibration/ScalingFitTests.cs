using BlurDetection.Training.Calibration;
using BlurDetection.Training.Evaluation;

namespace BlurDetection.Tests.Training.Calibration;

public sealed class ScalingFitTests
{
    // truths drawn from honest probabilities, then told through a wrong scale
    private static ScoredPictures Distorted(double slope, double offset, int count = 20000)
    {
        var random = new Random(3);
        double[] logits = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 8 - 4)];
        bool[] blurred = [.. logits.Select(l => random.NextDouble() < 1 / (1 + Math.Exp(-l)))];
        return new ScoredPictures(logits.Select(l => 1 / (1 + Math.Exp(-(slope * l + offset)))), blurred);
    }

    [Fact]
    public void TemperatureTakesBackOverconfidence()
    {
        ScoredPictures boastful = Distorted(3, 0);
        ProbabilityScaling scaling = ScalingFit.Temperature(boastful);
        Assert.Equal(1 / 3d, scaling.Slope, 0.02); // about 1 / sqrt of the number of pictures
        Assert.Equal(0, scaling.Offset);
        double before = Error(boastful.Scores, boastful), after = Error(boastful.Scores.Select(scaling.Apply), boastful);
        Assert.True(before > 0.08 && after < 0.015, $"{before} {after}");
    }

    [Fact]
    public void PlattTakesBackAShiftToo()
    {
        ProbabilityScaling scaling = ScalingFit.Platt(Distorted(0.5, -2));
        Assert.Equal(2, scaling.Slope, 0.1);
        Assert.Equal(4, scaling.Offset, 0.2);
    }

    [Fact]
    public void PerfectSeparationStaysFiniteAndKeepsTheOrder()
    {
        var pictures = new ScoredPictures([0, 0.1, 0.2, 0.7, 0.9, 1], [false, false, false, true, true, true]);
        foreach (ProbabilityScaling scaling in new[] { ScalingFit.Temperature(pictures), ScalingFit.Platt(pictures) })
        {
            Assert.True(double.IsFinite(scaling.Slope) && scaling.Slope > 0, $"{scaling}");
            double[] scaled = [.. pictures.Scores.Select(scaling.Apply)];
            Assert.Equal(scaled.Order(), scaled);
        }
    }

    [Fact]
    public void AModelThatRanksTheWrongWayRoundIsLeftAsItIs()
    {
        var upsideDown = new ScoredPictures([0.9, 0.8, 0.2, 0.1], [false, false, true, true]);
        Assert.Equal(ProbabilityScaling.Identity, ScalingFit.Temperature(upsideDown));
    }

    [Fact]
    public void OneClassAloneIsRefused() =>
        Assert.Throws<ArgumentException>(() => ScalingFit.Platt(new ScoredPictures([0.5], [true])));

    private static double Error(IEnumerable<double> probabilities, ScoredPictures of) =>
        Reliability.ExpectedCalibrationError(Reliability.Bins(new ScoredPictures(probabilities, of.Blurred)));
}
