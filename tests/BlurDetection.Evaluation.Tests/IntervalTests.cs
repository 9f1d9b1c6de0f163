using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Evaluation.Reporting;

namespace BlurDetection.Evaluation.Tests;

public sealed class IntervalTests
{
    private static EvaluatedImage Result(int index, ImageLabel label, double probability, string? content = null) => new()
    {
        FileName = $"{index}.jpg", Label = label, Probability = probability, ContentHash = content ?? $"{index}", Width = 1, Height = 1,
        Verdict = probability >= 0.5 ? BlurVerdict.Blurred : BlurVerdict.Focus,
    };

    // Newcombe, Statistics in Medicine 17 (1998), 857, table I, method 3
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void TheIntervalOfAShareIsThePublishedOne(int count, int of, double low, double high)
    {
        Estimate interval = ShareInterval.Wilson((double)count / of, of);
        Assert.Equal(low, interval.Low, 5e-5); // printed with four digits
        Assert.Equal(high, interval.High, 5e-5);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(15, 15)]
    [InlineData(400, 3)]
    public void NoIntervalOfAPerfectModelIsOfWidthZero(int blurred, int focused)
    {
        EvaluatedImage[] results = [.. Enumerable.Range(0, blurred).Select(i => Result(i, ImageLabel.Blur, 0.9)),
            .. Enumerable.Range(blurred, focused).Select(i => Result(i, ImageLabel.Focus, 0.1))];
        EvaluationFigures figures = EvaluationFigures.Of(results, 50);
        foreach (Estimate estimate in new[] { figures.RocAuc, figures.BalancedAccuracy, figures.BlurRecall, figures.FocusRecall })
        {
            Assert.Equal((1, 1), (estimate.Value, estimate.High));
            Assert.InRange(estimate.Low, 0.1, 0.9999);
        }
    }

    [Fact]
    public void ThreePicturesRankedApartAreNoBetterThanChanceAndSixtyAre()
    {
        EvaluatedImage[] three = [Result(0, ImageLabel.Blur, 0.51), Result(1, ImageLabel.Focus, 0.49), Result(2, ImageLabel.Focus, 0.49)];
        EvaluationFigures few = EvaluationFigures.Of(three, 50);
        Assert.False(few.RanksAboveChance || few.DecidesAboveChance);
        Assert.All(few.Caveats, words => Assert.Contains("no better than chance", words, StringComparison.Ordinal));
        Assert.Equal(2, few.Caveats.Count);

        EvaluationFigures many =
            EvaluationFigures.Of([.. Enumerable.Range(0, 60).Select(i => Result(i, (ImageLabel)(i % 2), i % 2 == 0 ? 0.9 : 0.1))], 50);
        Assert.True(many.RanksAboveChance && many.DecidesAboveChance);
        Assert.Empty(many.Caveats);
    }

    [Fact]
    public void CopiesMakeNoIntervalNarrower()
    {
        static EvaluationFigures Of(int copies) => EvaluationFigures.Of(
            [.. Enumerable.Range(0, 8 * copies)
                .Select(i => Result(i, (ImageLabel)(i % 2), i % 8 is 2 or 5 ? 0.5 : i % 2 == 0 ? 0.9 : 0.1, $"{i % 8}"))], 50);
        EvaluationFigures once = Of(1), often = Of(25);
        foreach (Func<EvaluationFigures, Estimate> of in new Func<EvaluationFigures, Estimate>[] { f => f.RocAuc, f => f.BalancedAccuracy,
            f => f.BlurRecall, f => f.FocusRecall })
        {
            Assert.Equal(of(once).Low, of(often).Low, 1e-9);
            Assert.Equal(of(once).High, of(often).High, 1e-9);
        }
    }

    // 1.96 standard errors aim at 95 %; 2000 runs tell a share to +/- 1 % (two standard errors), and the score interval
    // errs to the wide side for so few
    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(1.5, 0.8556)]
    [InlineData(3.0, 0.9831)]
    public void TheIntervalOfRankingHoldsTheTruthNineteenTimesInTwenty(double shift, double truth)
    {
        const int runs = 2000, each = 10;
        var random = new Random(5);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        bool[] blurred = [.. Enumerable.Range(0, 2 * each).Select(i => i < each)];
        int holds = Enumerable.Range(0, runs).Count(_ =>
            RocAucInterval.Newcombe(new ScoredImages(blurred.Select(b => Normal() + (b ? shift : 0)), blurred).RocAuc(), each, each)
                .Includes(truth));
        Assert.InRange((double)holds / runs, 0.935, 0.985);
    }
}
