using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Xunit;

namespace BlurDetection.Training.Tests.Networks;

public sealed class PresetsTests
{
    [Fact]
    public void NotebookHasTheParametersWorkedOutByHand()
    {
        const long convolutions =
            (3 * 3 * 3 * 64 + 64) + (3 * 3 * 64 * 64 + 64)          // 1,792 + 36,928
            + (2 * 2 * 64 * 128 + 128) + (2 * 2 * 128 * 128 + 128)  // 32,896 + 65,664
            + (2 * 2 * 128 * 256 + 256) + (2 * 2 * 256 * 256 + 256);// 131,328 + 262,400
        const long dense = (256 * 512 + 512) + (512 * 256 + 256) + (256 * 128 + 128) + (128 * 64 + 64) + (64 * 2 + 2);
        Assert.Equal(835_202, convolutions + dense);
        Assert.Equal(835_202, Presets.Notebook().TrainableParameters);
        Assert.Equal(0, Presets.Notebook().NonTrainableParameters);
        using var module = new NetworkModule(Presets.Notebook());
        Assert.Equal(835_202, module.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void NotebookShapesAreThoseOfKeras()
    {
        var rows = NetworkSummary.Rows(Presets.Notebook());
        Assert.Equal(
            ["rescaling", "conv2d", "conv2d_1", "max_pooling2d", "conv2d_2", "conv2d_3", "max_pooling2d_1", "conv2d_4", "conv2d_5",
                "max_pooling2d_2",
             "global_average_pooling2d", "dense", "dense_1", "dense_2", "dense_3", "dense_4"],
            rows.Select(r => r.Name));
        Assert.Equal("(None, 128, 128, 64)", rows[2].Output.ToString());
        Assert.Equal("(None, 16, 16, 256)", rows[9].Output.ToString());
        Assert.Equal("(None, 2)", rows[^1].Output.ToString());
    }
}
