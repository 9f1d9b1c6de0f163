using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Tests.Support;

/// <summary>Networks that Keras can have, and weights for them.</summary>
internal static class SomeNetworks
{
    internal static IReadOnlyList<string> Names { get; } = ["notebook", "branches", "flat", "any size"];

    internal static Network Create(string name) => name switch
    {
        "notebook" => Presets.Notebook(),
        "branches" => Branches(),
        "flat" => Flat(),
        _ => new Network("any size", new NetworkInput(1),
            [new Rescaling(1 / 255.0), new Conv2D(3, 3), new GlobalMaxPooling2D(), new Dropout(0.5), new Dense(2), new Softmax()]),
    };

    /// <summary>The notebook's with fewer channels.</summary>
    internal static Network Small(string name) => name != "notebook" ? Create(name) : new Network("notebook", new NetworkInput(3, 32, 32),
    [
        new Rescaling(1 / 255.0), new Conv2D(6, (3, 2))
        {
            Padding = Padding.Same,
            Activation = ActivationFunction.Relu,
        }, new MaxPooling2D(2),
        new GlobalAveragePooling2D(), new Dense(5)
        {
            Activation = ActivationFunction.Relu,
        }, new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    /// <summary>Any bits that are numbers: also the smallest, and zeros of both signs.</summary>
    internal static Dictionary<string, NetworkWeight> Weights(Network network)
    {
        var random = new Random(3);
        var weights = new Dictionary<string, NetworkWeight>();
        foreach (var resolved in network.Resolved)
            foreach (var weight in resolved.Weights)
            {
                var values = new float[weight.Count];
                for (int i = 0; i < values.Length; i++)
                    values[i] = weight.Name.Contains("variance", StringComparison.Ordinal) ? 0.5f + random.NextSingle()
                        : random.NextSingle() - 0.5f;
                if (!weight.Name.Contains("variance", StringComparison.Ordinal)) (values[0], values[^1]) = (-0f, float.Epsilon);
                weights[$"{resolved.Name}/{weight.Name}"] = new NetworkWeight(weight.Shape, values);
            }
        return weights;
    }

    private static Network Branches() => new("branches", new NetworkInput(3, 29, 34),
    [
        new Normalization { Name = "norm", Inputs = ["input"] },
        new ZeroPadding2D(1, 2, 0, 3) { Name = "pad", Inputs = ["norm"] },
        new Conv2D(4, (3, 2))
        {
            Name = "conv",
            Strides = 2,
            Padding = Padding.Same,
            Inputs = ["pad"],
            Activation = ActivationFunction.Gelu,
        },
        new BatchNormalization { Name = "bn", Inputs = ["conv"], Scale = false, Epsilon = 0.002 },
        new ReLU { Name = "relu", MaxValue = 6, NegativeSlope = 0.1, Threshold = 0.2, Inputs = ["bn"] },
        new SeparableConv2D(6, 3)
        {
            Name = "sep",
            DepthMultiplier = 2,
            Padding = Padding.Same,
            UseBias = false,
            Inputs = ["relu"],
            Activation = ActivationFunction.Silu,
        },
        new DepthwiseConv2D(3) { Name = "depth", DepthMultiplier = 2, DilationRate = 2, Padding = Padding.Same, Inputs = ["relu"] },
        new PReLU { Name = "prelu", Inputs = ["depth"] },
        new Concatenate { Name = "both", Inputs = ["sep", "prelu"] },
        new AveragePooling2D(2) { Name = "average", Inputs = ["both"], Padding = Padding.Same },
        new UpSampling2D { Name = "up", Size = (2, 3), Interpolation = Interpolation.Bilinear, Inputs = ["average"] },
        new Resizing(12, 11) { Name = "resized", Inputs = ["up"] },
        new CenterCrop(9, 10) { Name = "crop", Inputs = ["resized"] },
        new PReLU { Name = "everywhere", Shared = false, Inputs = ["crop"] },
        new GlobalAveragePooling2D { Name = "squeeze", KeepDims = true, Inputs = ["everywhere"] },
        new Conv2D(14, 1) { Name = "excite", Inputs = ["squeeze"], Activation = ActivationFunction.Sigmoid },
        new Multiply { Name = "gated", Inputs = ["everywhere", "excite"] },
        new Add { Name = "sum", Inputs = ["gated", "everywhere"] },
        new Activation(ActivationFunction.Mish) { Name = "mish", Inputs = ["sum"] },
        new ELU { Name = "elu", Alpha = 0.5, Inputs = ["mish"] },
        new LeakyReLU { Name = "leaky", Inputs = ["elu"] },
        new GlobalMaxPooling2D { Name = "pooled", Inputs = ["leaky"] },
        new Dropout(0.25) { Name = "drop", Inputs = ["pooled"] },
        new Dense(2) { Name = "classes", Inputs = ["drop"] },
        new Softmax { Name = "probabilities", Inputs = ["classes"] },
    ]);

    private static Network Flat() => new("flat", new NetworkInput(1, 8, 9),
    [
        new Rescaling(1 / 127.5) { Offset = -1 }, new Identity { Name = "nothing" },
        new Conv2D(4, 3) { Groups = 1, UseBias = false, Activation = ActivationFunction.LeakyRelu }, new Flatten(),
        new BatchNormalization { Center = false }, new Dense(2) { UseBias = false, Activation = ActivationFunction.Softmax },
    ]);
}
