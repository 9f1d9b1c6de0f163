using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Tests.Training.DefaultModel;

public class NetworkGrowthTests
{
    [Theory]
    [InlineData(nameof(NetworkStage.Plain), nameof(NetworkStage.Refined))]
    [InlineData(nameof(NetworkStage.Refined), nameof(NetworkStage.Complete))]
    public void A_grown_network_gives_the_answers_that_it_grew_from_and_can_learn_others(string from, string to)
    {
        using var smaller = new NetworkModule(DefaultNetwork.Create(Enum.Parse<NetworkStage>(from)), seed: 3);
        using var grown = new NetworkModule(DefaultNetwork.Create(Enum.Parse<NetworkStage>(to)), seed: 4);
        using var picture = tensor(Enumerable.Range(0, 96 * 128).Select(i => (float)(i * 37 % 256)).ToArray(), [1, 1, 96, 128]);

        NetworkGrowth.Grow(smaller, grown);

        using var scope = NewDisposeScope();
        smaller.eval();
        grown.eval();
        var (before, after) = (smaller.forward(picture), grown.forward(picture));
        foreach (string output in smaller.Network.Outputs.Keys)
            Assert.InRange((before[output] - after[output]).abs().max().item<float>(), 0, 1e-6f);
        after["map"].sum().backward();
        var gradient = grown.TrainableWeights().Single(weight => weight.Name == $"{DefaultNetwork.FarMap}/kernel").Value.grad!;
        // What was added last learns too, not only what was there.
        Assert.True(gradient.narrow(1, gradient.shape[1] - 16, 16).abs().max().item<float>() > 0);
    }

    [Fact]
    public void Where_only_the_map_learns_all_other_answers_stay_and_the_map_begins_with_what_a_place_alone_tells()
    {
        using var complete = new NetworkModule(DefaultNetwork.Create(NetworkStage.Complete), seed: 3);
        using var alone = new NetworkModule(DefaultNetwork.Create(NetworkStage.MapAlone), seed: 4);
        using var picture = tensor(Enumerable.Range(0, 96 * 144).Select(i => (float)(i * 37 % 256)).ToArray(), [1, 1, 96, 144]);

        NetworkGrowth.Grow(complete, alone);

        using var scope = NewDisposeScope();
        complete.eval();
        alone.eval();
        var (before, after) = (complete.forward(picture, [DefaultNetwork.NearMap]), alone.forward(picture));
        foreach (string output in complete.Network.Outputs.Keys.Where(output => output != DefaultNetwork.Map))
            Assert.InRange((before[output] - after[output]).abs().max().item<float>(), 0, 1e-6f);
        Assert.InRange((before[DefaultNetwork.NearMap].sigmoid() - after[DefaultNetwork.Map]).abs().max().item<float>(), 0, 1e-6f);
    }
}
