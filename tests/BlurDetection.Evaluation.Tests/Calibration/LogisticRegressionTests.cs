using BlurDetection.Evaluation.Calibration;

namespace BlurDetection.Evaluation.Tests.Calibration;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void ClassesThatAThresholdSeparatesPerfectlyGiveFiniteCoefficientsOfTheRightSign()
    {
        double[] found = LogisticRegression.Fit([[-2, 1], [-1, 1], [1, 1], [2, 1]], [0, 0, 1, 1], [1, 1, 1, 1], [1, 0]);

        Assert.All(found, coefficient => Assert.True(double.IsFinite(coefficient)));
        Assert.True(found[0] > 1);
        Assert.Equal(0, found[1], 1e-6);
    }

    [Fact]
    public void AWeightOfTwoCountsLikeTheSameSampleTwice()
    {
        double[] weighted = LogisticRegression.Fit([[-1, 1], [0.5, 1], [1, 1]], [0, 1, 0], [1, 2, 1], [1, 0]);
        double[] repeated = LogisticRegression.Fit([[-1, 1], [0.5, 1], [0.5, 1], [1, 1]], [0, 1, 1, 0], [1, 1, 1, 1], [1, 0]);

        Assert.Equal(repeated[0], weighted[0], 1e-6);
        Assert.Equal(repeated[1], weighted[1], 1e-6);
    }
}
