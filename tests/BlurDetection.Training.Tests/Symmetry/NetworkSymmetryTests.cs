using BlurDetection.Training.Networks;
using BlurDetection.Training.Symmetry;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Tests.Symmetry;

public class NetworkSymmetryTests
{
    [Fact]
    public void OneTurnAfterAnotherMovesACellAsTheirProductDoes()
    {
        foreach (var first in SquareTurn.All)
            foreach (var second in SquareTurn.All)
                for (int cell = 0; cell < 9; cell++)
                {
                    var (row, column) = first.Move(cell / 3, cell % 3, 3);
                    Assert.Equal(second.Move(row, column, 3), second.After(first).Move(cell / 3, cell % 3, 3));
                }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void ChannelsChangePlacesAsTheTurnsCompose(int channels)
    {
        var action = ChannelAction.Mixed(channels);
        Assert.Equal(channels, action.Count);
        foreach (var first in SquareTurn.All)
        {
            Assert.Equal(channels, Enumerable.Range(0, channels).Select(channel => action.Move(first.Index, channel)).Distinct().Count());
            foreach (var second in SquareTurn.All)
                Assert.All(Enumerable.Range(0, channels), channel =>
                    Assert.Equal(action.Move(second.After(first).Index, channel),
                        action.Move(second.Index, action.Move(first.Index, channel))));
        }
    }

    [Fact]
    public void ChannelsThatDoNotPartIntoOrbitsAreRefused() => Assert.Throws<ArgumentException>(() => ChannelAction.Mixed(18));

    [Fact]
    public void AfterTrainingStepsAMirroredOrTurnedPictureGivesTheSameAnswerAndTheMovedMap()
    {
        using var module = new NetworkModule(DefaultNetwork.Create(), seed: 5);
        var symmetry = new NetworkSymmetry(module.Network, DefaultNetwork.Directions);
        symmetry.Begin(module);
        Train(module, symmetry);
        symmetry.AverageWeights(module);
        module.eval();
        using var noGrad = no_grad();
        using var picture = Image(96, 128, seed: 3);
        using var upright = module.forward(picture, [DefaultNetwork.Directions]);

        using var mirrored = module.forward(picture.flip(3), [DefaultNetwork.Directions]);
        using var turned = module.forward(picture.rot90(1, (2, 3)), [DefaultNetwork.Directions]);

        Close(upright["probabilities"], mirrored["probabilities"]);
        Close(upright["probabilities"], turned["probabilities"]);
        Close(upright["strength"], turned["strength"]);
        Close(upright["map"].flip(3), mirrored["map"]);
        Close(upright["map"].rot90(1, (2, 3)), turned["map"]);
        // Along a row becomes down a column, and one diagonal the other.
        Close(upright[DefaultNetwork.Directions].rot90(1, (2, 3)).roll(2, 1), turned[DefaultNetwork.Directions]);
        Close(upright[DefaultNetwork.Directions].flip(3).select(1, 1), mirrored[DefaultNetwork.Directions].select(1, 3));
        Close(upright[DefaultNetwork.Directions].flip(3).select(1, 0), mirrored[DefaultNetwork.Directions].select(1, 0));
    }

    [Fact]
    public void AxesChangePlacesAsTheTurnsCompose()
    {
        var axes = ChannelAction.Axes();
        foreach (var first in SquareTurn.All)
            foreach (var second in SquareTurn.All)
                Assert.All(Enumerable.Range(0, axes.Count), axis =>
                    Assert.Equal(axes.Move(second.After(first).Index, axis), axes.Move(second.Index, axes.Move(first.Index, axis))));
    }

    [Fact]
    public void WithoutItATurnedPictureGivesAnotherAnswer()
    {
        using var module = new NetworkModule(DefaultNetwork.Create(), seed: 5);
        Train(module, symmetry: null);
        module.eval();
        using var noGrad = no_grad();
        using var picture = Image(96, 128, seed: 3);
        using var upright = module.forward(picture);
        using var turned = module.forward(picture.rot90(1, (2, 3)));

        Assert.True((upright["strength"] - turned["strength"]).abs().max().item<float>() > 1e-3);
    }

    private static void Train(NetworkModule module, NetworkSymmetry? symmetry)
    {
        using var optimizer = optim.AdamW(module.parameters(), 0.003);
        module.train();
        for (int step = 0; step < 3; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var outputs = module.forward(Image(64, 64, step));
            (outputs["strength"].square().sum() + outputs.Logits("map").sum() * 0.01
                + outputs.Logits("probabilities").select(1, 0).sum()).backward();
            symmetry?.AverageGradients(module);
            optimizer.step();
        }
    }

    private static Tensor Image(int height, int width, int seed)
    {
        var random = new Random(seed);
        return tensor(Enumerable.Range(0, height * width).Select(_ => 255 * random.NextSingle()).ToArray(), [1, 1, height, width]);
    }

    // Sums in another order differ in the last digits.
    private static void Close(Tensor expected, Tensor actual)
    {
        using var difference = (expected - actual).abs().max();
        Assert.InRange(difference.item<float>(), 0, 1e-4f);
    }
}
