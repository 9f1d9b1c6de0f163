using BlurDetection.Training.Tests.Networks;
using BlurDetection.Training.Layers;
using Xunit;

namespace BlurDetection.Training.Tests.Layers;

public sealed class NetworkSummaryTests
{
    [Fact]
    public void ItPrintsAsKerasDoes()
    {
        var network = new Network("tiny", new NetworkInput(1, 8, 8),
        [
            new Rescaling(1 / 255.0), new Conv2D(1200, 3) { Padding = Padding.Same }, new BatchNormalization(),
            new GlobalAveragePooling2D(), new Dense(2),
        ]);
        Assert.Equal("""
            Model: "tiny"
            Layer (type)                                       Output Shape        Param #
            ==============================================================================
            rescaling (Rescaling)                              (None, 8, 8, 1)           0
            conv2d (Conv2D)                                    (None, 8, 8, 1200)   12,000
            batch_normalization (BatchNormalization)           (None, 8, 8, 1200)    4,800
            global_average_pooling2d (GlobalAveragePooling2D)  (None, 1200)              0
            dense (Dense)                                      (None, 2)             2,402
            Total params: 19,202
            Trainable params: 16,802
            Non-trainable params: 2,400

            """.ReplaceLineEndings("\n"), NetworkSummary.Write(network));
    }

    [Fact]
    public void BranchesShowWhereTheyComeFrom()
    {
        var text = NetworkSummary.Write(SomeNetwork.Branching());
        Assert.Contains("attended, mean, spread, middle", text, StringComparison.Ordinal);
        Assert.Contains("(None, None, None, 8)", text, StringComparison.Ordinal);
    }
}
