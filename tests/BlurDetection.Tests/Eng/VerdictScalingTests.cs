using BlurDetection.FinishDefaultModel;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Tests.Eng;

public class VerdictScalingTests
{
    [Fact]
    public void ItFindsTheSlopesAndTheOffsetThatMadeTheTargets()
    {
        CalibrationSample[] samples = [.. from i in Enumerable.Range(-20, 41) from j in Enumerable.Range(0, 5)
                                          select new CalibrationSample(i / 3.0, j,
                                              1 / (1 + Math.Exp(-(0.4 * i / 3.0 + 0.6 * j - 0.7))), 1)];

        var scaling = VerdictScaling.Fit(samples);

        Assert.Equal(0.4, scaling.Slope, 4);
        Assert.Equal(0.6, scaling.StrengthSlope, 4);
        Assert.Equal(-0.7, scaling.Offset, 4);
    }

    [Fact]
    public void AStrengthThatSaysNothingIsLeftOut()
    {
        CalibrationSample[] samples =
            [.. Enumerable.Range(-40, 81).Select(i => new CalibrationSample(i / 5.0, 0, 1 / (1 + Math.Exp(-(0.4 * i / 5.0 + 0.7))), 1))];

        var scaling = VerdictScaling.Fit(samples);

        Assert.Equal(0, scaling.StrengthSlope, 6);
        Assert.Equal(0.4, scaling.Slope, 4);
        Assert.Equal(0.7, scaling.Offset, 4);
    }

    [Fact]
    public void TheFitHasTheLeastLogLoss()
    {
        var random = new Random(5);
        CalibrationSample[] samples = [.. Enumerable.Range(0, 300).Select(_ =>
        {
            double truth = random.NextDouble() < 0.5 ? 1 : 0;
            return new CalibrationSample(2 * truth - 1 + 3 * (random.NextDouble() - 0.5), truth + 2 * random.NextDouble(), truth,
                0.5 + random.NextDouble());
        })];
        var fit = VerdictScaling.Fit(samples);

        foreach (var other in new[] { fit with { Slope = fit.Slope * 1.1 }, fit with { StrengthSlope = fit.StrengthSlope - 0.1 },
            fit with { Offset = fit.Offset + 0.1 } })
            Assert.True(other.LogLoss(samples) > fit.LogLoss(samples));
    }

    [Fact]
    public void FoldedIntoTheNetworkItChangesTheProbabilityAsAnnounced()
    {
        using var module = new NetworkModule(DefaultNetwork.Create(), seed: 3);
        module.eval();
        using var noGrad = no_grad();
        using var picture = rand(1, 1, 96, 80) * 255;
        using var before = module.forward(picture);
        var logits = before.Logits("probabilities").data<float>().ToArray();
        var scaling = new VerdictScaling(1.7, 0.8, -0.4);

        scaling.FoldInto(module);

        using var after = module.forward(picture);
        Assert.Equal(scaling.Probability(logits[0] - logits[1], before["strength"].data<float>()[0]),
            after["probabilities"].data<float>()[0], 1e-5);
    }
}
