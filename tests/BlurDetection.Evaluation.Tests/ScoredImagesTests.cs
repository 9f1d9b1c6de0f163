using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Tests;

public sealed class ScoredImagesTests
{
    private static ScoredImages Random(int count, int seed, bool ties)
    {
        var random = new Random(seed);
        bool[] blurred = [.. Enumerable.Range(0, count).Select(i => i % 3 == 0)];
        return new ScoredImages(blurred.Select(b => Math.Round(random.NextDouble() + (b ? 0.3 : 0), ties ? 1 : 12)), blurred);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheAreaUnderTheCurveIsTheShareOfPairsInTheRightOrder(bool ties)
    {
        ScoredImages pictures = Random(90, 1, ties);
        double right = 0, pairs = 0;
        for (int i = 0; i < pictures.Count; i++)
            for (int j = 0; j < pictures.Count; j++)
                if (pictures.Blurred[i] && !pictures.Blurred[j])
                {
                    pairs++;
                    right += pictures.Scores[i] > pictures.Scores[j] ? 1 : pictures.Scores[i] == pictures.Scores[j] ? 0.5 : 0;
                }
        Assert.Equal(right / pairs, pictures.RocAuc(), 12);
    }

    [Fact]
    public void AWeightOfTwoCountsLikeTheSamePictureTwice()
    {
        ScoredImages pictures = Random(30, 2, ties: true);
        int[] weights = [.. Enumerable.Range(0, 30).Select(i => i % 4 == 0 ? 2 : 1)];
        IEnumerable<int> repeated = Enumerable.Range(0, 30).SelectMany(i => Enumerable.Repeat(i, weights[i])).ToArray();
        var expected = new ScoredImages(repeated.Select(i => pictures.Scores[i]), repeated.Select(i => pictures.Blurred[i]));
        Assert.Equal(expected.RocAuc(), pictures.RocAuc(weights), 12);
        Assert.Equal(expected.BalancedAccuracy(0.6), pictures.BalancedAccuracy(0.6, weights), 12);
    }

    [Fact]
    public void NoBlurredPictureLeavesTheFiguresUndefined()
    {
        var pictures = new ScoredImages([0.1, 0.9], [false, false]);
        Assert.True(double.IsNaN(pictures.RocAuc()));
        Assert.True(double.IsNaN(pictures.AveragePrecision()));
        Assert.True(double.IsNaN(pictures.BalancedAccuracy(0.5)));
        Assert.True(double.IsNaN(pictures.BestBalancedAccuracy().BalancedAccuracy));
        Assert.Empty(Curves.Roc(pictures));
    }

    [Fact]
    public void TheBestThresholdReachesTheBalancedAccuracyItPromises()
    {
        ScoredImages pictures = Random(200, 3, ties: true);
        (double best, double threshold) = pictures.BestBalancedAccuracy();
        Assert.Equal(best, pictures.BalancedAccuracy(threshold), 12);
        foreach (double other in pictures.Scores) Assert.True(pictures.BalancedAccuracy(other) <= best + 1e-12);
    }

    [Fact]
    public void AveragePrecisionIsTheMeanPrecisionAtEachBlurredPicture()
    {
        // blurred at ranks 1, 3 and 4: (1/1 + 2/3 + 3/4) / 3
        var pictures = new ScoredImages([0.9, 0.8, 0.7, 0.6, 0.5], [true, false, true, true, false]);
        Assert.Equal((1 + 2 / 3d + 3 / 4d) / 3, pictures.AveragePrecision(), 12);
    }

    [Fact]
    public void TheRocCurveRisesFromNothingToEverythingAndEnclosesTheArea()
    {
        ScoredImages pictures = Random(100, 4, ties: true);
        IReadOnlyList<RocPoint> curve = Curves.Roc(pictures);
        Assert.Equal((0d, 0d), (curve[0].FalseAlarmRate, curve[0].Recall));
        Assert.Equal((1d, 1d), (curve[^1].FalseAlarmRate, curve[^1].Recall));
        double area = curve.Zip(curve.Skip(1))
            .Sum(p => (p.Second.FalseAlarmRate - p.First.FalseAlarmRate) * (p.First.Recall + p.Second.Recall) / 2);
        Assert.Equal(pictures.RocAuc(), area, 12);
    }

    [Fact]
    public void PrecisionAtFullRecallIsTheShareOfBlurredPicturesAmongThoseCalled()
    {
        var pictures = new ScoredImages([0.9, 0.8, 0.7, 0.6], [true, false, true, false]);
        PrecisionRecallPoint full = Curves.PrecisionRecall(pictures).First(p => p.Recall == 1);
        Assert.Equal((0.7, 2 / 3d), (full.Threshold, full.Precision));
    }

    [Fact]
    public void AScoreThatIsNotANumberIsRefused() =>
        Assert.Throws<ArgumentException>(() => new ScoredImages([double.NaN], [true]));
}
