using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Tests.Training.DefaultModel;

public class NetworkGrowthTests
{
    [Fact]
    public void A_grown_network_gives_the_answers_that_it_grew_from_and_can_learn_others()
    {
        using var plain = new NetworkModule(DefaultNetwork.Create(refined: false), seed: 3);
        using var grown = new NetworkModule(DefaultNetwork.Create(refined: true), seed: 4);
        using var picture = tensor(Enumerable.Range(0, 96 * 128).Select(i => (float)(i * 37 % 256)).ToArray(), [1, 1, 96, 128]);

        NetworkGrowth.Grow(plain, grown);

        using var scope = NewDisposeScope();
        plain.eval();
        grown.eval();
        var (before, after) = (plain.forward(picture), grown.forward(picture));
        foreach (string output in plain.Network.Outputs.Keys)
            Assert.InRange((before[output] - after[output]).abs().max().item<float>(), 0, 1e-6f);
        after["map"].sum().backward();
        Assert.True(grown.TrainableWeights().Single(weight => weight.Name == $"{DefaultNetwork.FarMap}/kernel").Value.grad!.abs().max().item<float>() > 0);
    }
}
