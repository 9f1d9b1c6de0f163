using BlurDetection.Training.Layers;
using Xunit;

namespace BlurDetection.Training.Tests.Layers;

public sealed class NetworkTests
{
    private static readonly NetworkInput Luma = new(1);

    [Fact]
    public void AnUnknownInputIsNamedWithItsLayer()
    {
        var e = Assert.Throws<InvalidNetworkException>(() =>
            new Network("n", Luma, [new Conv2D(2, 3) { Inputs = ["trunk"], Name = "head" }]));
        Assert.Contains("'head' (Conv2D)", e.Message, StringComparison.Ordinal);
        Assert.Contains("'trunk'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADenseLayerOverPlanesIsRefusedWithAdvice() =>
        Refuses("pool first", new Dense(2));

    [Fact]
    public void TwoLayersOfOneNameAreRefused() =>
        Refuses("taken", new Conv2D(2, 3) { Name = "a" }, new Conv2D(2, 3) { Name = "a" });

    [Fact]
    public void ABrighteningThatDarkensIsRefused()
    {
        Refuses("brighten nothing", new Brightening { GreatestGain = 0.5 });
        Refuses("brighten nothing", new Brightening(0));
    }

    [Fact]
    public void StridesWithDilationAreRefusedAsInKeras() =>
        Refuses("strides and dilation_rate", new Conv2D(2, 3) { Strides = 2, DilationRate = 2 });

    [Fact]
    public void GroupsThatDoNotDivideAreRefused() => Refuses("groups (2)", new Conv2D(4, 3) { Groups = 2 });

    [Fact]
    public void AVectorOfAnotherLengthIsNotAddedToAPlane() => Refuses(
        "a vector of 4 values", new Conv2D(4, 3) { Name = "plane" }, new Conv2D(2, 3), new GlobalAveragePooling2D { Name = "two" },
        new AddVector2D { Inputs = ["plane", "two"] });

    [Fact]
    public void AWindowThatDoesNotFitAFixedPictureIsRefused() =>
        Assert.Contains("does not fit", Assert.Throws<InvalidNetworkException>(
            () => new Network("n", new NetworkInput(1, 4, 4), [new MaxPooling2D(5)])).Message, StringComparison.Ordinal);

    [Fact]
    public void AnOutputOfNoLayerIsRefused() =>
        Assert.Contains("'head'", Assert.Throws<InvalidNetworkException>(
            () => new Network("n", Luma, [new Rescaling(1)], new Dictionary<string, string> { ["map"] = "head" })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void TheLastLayerGivesTheProbabilitiesUnlessSaidOtherwise() =>
        Assert.Equal("softmax",
            new Network("n", Luma, [new GlobalAveragePooling2D(), new Dense(2), new Softmax()]).Outputs["probabilities"]);

    private static void Refuses(string words, params Layer[] layers) =>
        Assert.Contains(words, Assert.Throws<InvalidNetworkException>(() => new Network("n", Luma, layers)).Message,
            StringComparison.Ordinal);
}
