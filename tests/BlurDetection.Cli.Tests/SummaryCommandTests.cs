using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

public sealed class SummaryCommandTests
{
    [Fact]
    public async Task APresetIsPrintedWithItsParameters()
    {
        var result = await Blur.RunAsync("summary", "--preset", "notebook");
        Assert.Equal(0, result.Code);
        Assert.Contains("Total params: 835,202", result.Output);
    }

    [Fact]
    public async Task TheEmbeddedModelTellsItsThresholdAndItsLayers()
    {
        var result = await Blur.RunAsync("summary");
        Assert.Equal(0, result.Code);
        Assert.Contains("Threshold", result.Output);
        Assert.Contains("Total params: ", result.Output);
        Assert.Contains("local_conv (Conv2D, 7 bits)", result.Output);
    }

    [Fact]
    public async Task AModelFileWithoutLayersStillTellsWhatItIs()
    {
        using var folder = new ImageFolder();
        var result = await Blur.RunAsync("summary", "--model", folder.AddModel());
        Assert.Equal(0, result.Code);
        Assert.Contains("laplacian", result.Output);
        Assert.Contains("roc_auc = 0.97", result.Output);
    }

    [Fact]
    public async Task AnUnknownPresetNamesTheKnownOnes()
    {
        var result = await Blur.RunAsync("summary", "--preset", "resnet");
        Assert.Equal(2, result.Code);
        Assert.Contains("notebook", result.Error);
    }
}
