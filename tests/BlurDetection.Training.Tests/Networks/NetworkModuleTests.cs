using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Padding = BlurDetection.Training.Layers.Padding;

namespace BlurDetection.Training.Tests.Networks;

public sealed class NetworkModuleTests
{
    [Fact]
    public void TheSameSeedGivesTheSameWeightsAndAnotherSeedOthers()
    {
        using var a = new NetworkModule(SomeNetwork.Branching(), seed: 7);
        using var b = new NetworkModule(SomeNetwork.Branching(), seed: 7);
        using var c = new NetworkModule(SomeNetwork.Branching(), seed: 8);
        Assert.All(a.GetWeights(), w => Assert.Equal(w.Value.Values, b.GetWeights()[w.Key].Values));
        Assert.NotEqual(a.GetWeights()["stem/kernel"].Values, c.GetWeights()["stem/kernel"].Values);
    }

    [Fact]
    public void GlorotWeightsFillTheirRangeAndBiasesAreZero()
    {
        using var module = new NetworkModule(Presets.Notebook());
        var kernel = module.GetWeights()["conv2d_5/kernel"].Values;
        var limit = Math.Sqrt(6.0 / (4 * (256 + 256)));
        Assert.InRange(kernel.Max(), limit * 0.999, limit);
        Assert.InRange(kernel.Min(), -limit, -limit * 0.999);
        Assert.InRange(kernel.Average(), -limit / 100, limit / 100);
        Assert.All(module.GetWeights()["conv2d_5/bias"].Values, b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData(6, 2, 1, 3)] // an even kernel pads on the right only
    [InlineData(5, 3, 2, 1)]
    [InlineData(6, 3, 2, 1)]
    [InlineData(1, 3, 2, 1)]
    [InlineData(7, 2, 3, 1)]
    [InlineData(9, 3, 1, 2)]
    public void SamePaddingIsThatOfKeras(int size, int kernel, int stride, int dilation)
    {
        if (stride == 1 && kernel == 2) dilation = 1;
        var network = new Network("n", new NetworkInput(1),
            [new Conv2D(1, (1, kernel)) { Padding = Padding.Same, Strides = (1, stride), DilationRate = (1, dilation), UseBias = false,
                Name = "c" }]);
        using var module = new NetworkModule(network);
        var weights = Enumerable.Range(1, kernel).Select(i => (float)i).ToArray();
        module.SetWeights(new Dictionary<string, NetworkWeight> { ["c/kernel"] = new([1, 1, 1, kernel], weights) });
        var pixels = Enumerable.Range(0, size).Select(i => (float)(i * i + 1)).ToArray();
        using var outputs = module.forward(tensor(pixels, [1, 1, 1, size]));
        Assert.Equal(SlowSame(pixels, weights, stride, dilation), outputs["probabilities"].data<float>().ToArray());
    }

    [Fact]
    public void LogitsAreTheValuesBeforeTheSoftmax()
    {
        using var module = new NetworkModule(SomeNetwork.Branching());
        module.eval();
        using var outputs = module.forward(rand(2, 1, 33, 47) * 255);
        using var again = outputs.Logits("probabilities").softmax(1);
        Assert.True(again.allclose(outputs["probabilities"]));
        Assert.Equal([2, 2, 9, 12], outputs["map"].shape);
    }

    [Fact]
    public void CapturedLayersSurviveAndGiveTheSameWithAndWithoutGradients()
    {
        using var module = new NetworkModule(SomeNetwork.Branching());
        module.eval();
        using var x = rand(1, 1, 20, 20) * 255;
        using var with = module.forward(x, ["stem"]);
        using var _ = no_grad();
        using var without = module.forward(x, ["stem"]);
        Assert.True(with["stem"].allclose(without["stem"]));
        Assert.True(with["probabilities"].allclose(without["probabilities"]));
        Assert.Throws<KeyNotFoundException>(() => without["squeeze"]);
    }

    [Fact]
    public void LayersRunOnFromValuesThatAreKnownAndThoseBeforeThemDoNot()
    {
        using var module = new NetworkModule(SomeNetwork.Branching());
        module.eval();
        using var x = rand(2, 1, 33, 47) * 255;
        using var whole = module.forward(x, ["features", "mean", "told"]);

        using var onward = module.ForwardFrom(new Dictionary<string, Tensor> { ["features"] = whole["features"], ["mean"] = whole["mean"] },
            ["told", "repeated"]);

        Assert.True(onward["told"].allclose(whole["told"]));
        Assert.Equal(whole["told"].shape, onward["repeated"].shape);
        Assert.Throws<KeyNotFoundException>(() => onward["verdict"]);
    }

    [Fact]
    public void MeansOfWindowsLeaveThePaddingOutAndAreRepeatedToTheSizeOfBefore()
    {
        using var module = new NetworkModule(new Network("n", new NetworkInput(1),
        [
            new AveragePooling2D(2) { Padding = Padding.Same, Name = "halved" },
            new UpSampling2D { Inputs = ["halved", "input"], Name = "repeated" },
        ], new Dictionary<string, string> { ["halved"] = "halved", ["repeated"] = "repeated" }));
        using var x = tensor(new float[] { 1, 3, 8, 5, 7, 2, 4, 4, 6 }, [1, 1, 3, 3]);

        using var outputs = module.forward(x);

        Assert.Equal([4f, 5, 4, 6], outputs["halved"].data<float>().ToArray());
        Assert.Equal([4f, 4, 5, 4, 4, 5, 4, 4, 6], outputs["repeated"].data<float>().ToArray());
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(45, 7)]
    [InlineData(5, 1)]
    public void AHalfIsTheMeanOfTwoOrALineBetweenThemAndOfAMirroredPlaneTheMirroredHalf(int height, int width)
    {
        using var module = new NetworkModule(new Network("n", new NetworkInput(1),
        [
            new DownSampling2D { Name = "halved" },
            new UpSampling2D { Inputs = ["halved", "input"], Interpolation = Interpolation.Bilinear, Name = "smooth" },
        ], new Dictionary<string, string> { ["halved"] = "halved", ["smooth"] = "smooth" }));
        using var x = rand(1, 1, height, width);

        using var outputs = module.forward(x);
        using var mirrored = module.forward(x.flip([2, 3]));

        Assert.Equal([1, 1, (height + 1) / 2, (width + 1) / 2], outputs["halved"].shape);
        Assert.Equal(x.shape, outputs["smooth"].shape);
        foreach (string name in new[] { "halved", "smooth" }) Assert.True(outputs[name].flip([2, 3]).allclose(mirrored[name], atol: 1e-5));
        if (height % 2 == 0) Assert.True(outputs["halved"].allclose(nn.functional.avg_pool2d(x, 2), atol: 1e-6));
    }

    [Theory]
    [InlineData(90, 2)]
    [InlineData(150, 1.2)]
    [InlineData(200, 1)]
    [InlineData(40, 2)]
    public void DarkImagesBecomeBrighterEachByItsOwnFactor(float level, float gain)
    {
        using var module = new NetworkModule(new Network("n", new NetworkInput(1), [new Brightening { Name = "brighter" }],
            new Dictionary<string, string> { ["brighter"] = "brighter" }));
        using var x = full([2, 1, 20, 40], level);
        x[1] = 255;
        x[0, 0, 1, 5] = 240; // a single pixel in a row that is not looked at

        using var outputs = module.forward(x);

        Assert.Equal(gain * level, outputs["brighter"][0, 0, 3, 3].item<float>(), 1e-3f);
        Assert.Equal(Math.Min(255, gain * 240), outputs["brighter"][0, 0, 1, 5].item<float>(), 1e-3f);
        Assert.True(outputs["brighter"][1].allclose(x[1]));
    }

    [Fact]
    public void AFrozenLayerKeepsItsWeightsAndItsStatistics()
    {
        using var module = new NetworkModule(SomeNetwork.Branching());
        module.train();
        module.SetTrainable(name => name is not ("stem" or "norm"));
        var before = module.GetWeights();
        using var optimizer = optim.Adam(module.parameters().Where(p => p.requires_grad), 0.01);
        using var outputs = module.forward(rand(4, 1, 32, 32) * 255);
        outputs.Logits("probabilities").sum().backward();
        optimizer.step();
        var after = module.GetWeights();
        foreach (var name in new[] { "stem/kernel", "stem/bias", "norm/gamma", "norm/moving_mean", "norm/moving_variance" })
            Assert.Equal(before[name].Values, after[name].Values);
        Assert.NotEqual(before["verdict/kernel"].Values, after["verdict/kernel"].Values);
    }

    [Fact]
    public void DropoutKeepsTheMeanAndRepeatsWithItsSeed()
    {
        using var module = new NetworkModule(new Network("n", new NetworkInput(1), [new Dropout(0.25)]));
        float[] Run(int seed)
        {
            module.Reseed(seed);
            using var outputs = module.forward(ones(1, 1, 100, 100));
            return outputs["probabilities"].data<float>().ToArray();
        }
        var values = Run(1);
        Assert.All(values, v => Assert.True(v is 0 or > 1.333f and < 1.334f));
        Assert.InRange(values.Count(v => v == 0), 2350, 2650); // three and a half standard deviations
        Assert.Equal(values, Run(1));
        Assert.NotEqual(values, Run(2));
        module.eval();
        Assert.All(Run(1), v => Assert.Equal(1, v));
    }

    [Fact]
    public void AWrongShapeIsRefusedWithTheRightOne()
    {
        using var module = new NetworkModule(Presets.Notebook());
        var e = Assert.Throws<ArgumentException>(() => module.forward(zeros(1, 3, 64, 64)));
        Assert.Contains("[batch, 3, 128, 128], not [1, 3, 64, 64]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingAndMisshapenWeightsAreNamed()
    {
        using var module = new NetworkModule(SomeNetwork.Branching());
        var weights = new Dictionary<string, NetworkWeight>(module.GetWeights());
        weights.Remove("stem/bias");
        Assert.Contains("stem/bias", Assert.Throws<InvalidNetworkException>(() => module.SetWeights(weights)).Message,
            StringComparison.Ordinal);
        module.SetWeights(weights, allowMissing: true);
        weights["stem/bias"] = new NetworkWeight([3], [1, 2, 3]);
        Assert.Contains("[3]", Assert.Throws<InvalidNetworkException>(() => module.SetWeights(weights)).Message, StringComparison.Ordinal);
    }

    private static float[] SlowSame(float[] x, float[] kernel, int stride, int dilation)
    {
        var outputs = (x.Length + stride - 1) / stride;
        var before = Math.Max((outputs - 1) * stride + (kernel.Length - 1) * dilation + 1 - x.Length, 0) / 2;
        return [.. Enumerable.Range(0, outputs).Select(o => kernel.Select((k, i) =>
            o * stride + i * dilation - before is >= 0 and var at && at < x.Length ? k * x[at] : 0).Sum())];
    }
}
