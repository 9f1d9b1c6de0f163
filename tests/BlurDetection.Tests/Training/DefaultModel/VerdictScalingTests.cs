using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Tests.Training.DefaultModel;

public class PlattScalingTests
{
    [Fact]
    public void It_finds_the_slope_and_offset_that_made_the_targets()
    {
        var samples = Enumerable.Range(-40, 81).Select(i => (i / 5.0, 1 / (1 + Math.Exp(-(0.4 * i / 5.0 + 0.7))), 1.0)).ToArray();

        var scaling = PlattScaling.Fit(samples);

        Assert.Equal(0.4, scaling.Slope, 4);
        Assert.Equal(0.7, scaling.Offset, 4);
    }

    [Fact]
    public void Folded_into_the_network_it_changes_the_probability_as_announced()
    {
        using var module = new NetworkModule(DefaultNetwork.Create(), seed: 3);
        module.eval();
        using var noGrad = no_grad();
        using var picture = rand(1, 1, 96, 80) * 255;
        using var before = module.forward(picture);
        var logits = before.Logits("probabilities").data<float>().ToArray();
        var scaling = new PlattScaling(1.7, -0.4);

        scaling.FoldInto(module);

        using var after = module.forward(picture);
        Assert.Equal(scaling.Probability(logits[0] - logits[1]), after["probabilities"].data<float>()[0], 1e-5);
    }
}
