using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Tests;

public sealed class RankCorrelationTests
{
    [Fact]
    public void AnyRisingRelationIsOneAndAnyFallingMinusOne()
    {
        double[] x = [1, 2, 3, 4, 5];
        Assert.Equal(1, RankCorrelation.Spearman(x, [.. x.Select(Math.Exp)]), 12);
        Assert.Equal(-1, RankCorrelation.Spearman(x, [.. x.Select(v => -v * v)]), 12);
    }

    [Fact]
    public void TiesShareTheirMeanRank() =>
        // ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 / sqrt(4.5 * 5)
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Spearman([1, 2, 2, 3], [1, 2, 3, 4]), 12);

    [Fact]
    public void AConstantHasNoOrder() => Assert.True(double.IsNaN(RankCorrelation.Spearman([1, 1, 1], [1, 2, 3])));
}
