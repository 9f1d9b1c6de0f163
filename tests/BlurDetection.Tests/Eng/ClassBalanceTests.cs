using BlurDetection.FinishDefaultModel;

namespace BlurDetection.Tests.Eng;

public class ClassBalanceTests
{
    [Fact]
    public void BlurAndFocusWeighTheSameHoweverRareOneOfThemIs()
    {
        CalibrationSample[] samples = [new(-3, 0, 0, 1), new(-2, 1, 0, 2), new(-1, 2, 0.1, 1), new(0, 1, 0, 1), new(4, 3, 1, 0.5)];

        var weighed = ClassBalance.Of(samples);

        Assert.Equal(samples.Length, weighed.Sum(sample => sample.Weight), 6);
        Assert.Equal(weighed.Sum(sample => sample.Weight * sample.Target), weighed.Sum(sample => sample.Weight * (1 - sample.Target)), 6);
        Assert.Equal(samples.Select(sample => (sample.Logit, sample.Strength)), weighed.Select(sample => (sample.Logit, sample.Strength)));
    }

    [Fact]
    public void WhereTheOddsAreEvenAlreadyTargetsStay()
    {
        var weighed = ClassBalance.Of([new(-1, 0, 0.2, 1), new(1, 0, 0.8, 1)]);

        Assert.Equal(0.2, weighed[0].Target, 6);
        Assert.Equal(0.8, weighed[1].Target, 6);
        Assert.All(weighed, sample => Assert.Equal(1, sample.Weight, 6));
    }

    [Fact]
    public void CalibrationAtEvenOddsCrossesAHalfWhereTheClassesAreAsDense()
    {
        // Nine sharp pictures to one blurred, apart by the same distance from 0.
        var samples = Enumerable.Range(0, 1000)
            .Select(i => new CalibrationSample((i % 10 == 0 ? 1 : -1) + Noise(i), 0, i % 10 == 0 ? 1 : 0, 1)).ToArray();

        Assert.Equal(0.5, VerdictScaling.Fit(ClassBalance.Of(samples)).Probability(0, 0), 0.06);
        Assert.True(VerdictScaling.Fit(samples).Probability(0, 0) < 0.25);

        static double Noise(int seed)
        {
            var random = new Random(seed);
            return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }
    }
}
