using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Tests.Networks;

internal static class SomeNetwork
{
    /// <summary>Every kind of layer that does not round, every kind of padding, several heads.</summary>
    internal static Network Branching() => new("branching", new NetworkInput(1),
    [
        new Brightening(),
        new Rescaling(1 / 127.5) { Offset = -1 },
        new Conv2D(8, 3) { Name = "stem", Padding = Padding.Same, Strides = 2, KernelInitializer = Initializer.HeUniform },
        new BatchNormalization { Name = "norm" },
        new Activation(ActivationFunction.Relu) { Name = "features" },
        new Conv2D(8, 3) { Padding = Padding.Same, DilationRate = 2, Groups = 4, Activation = ActivationFunction.Silu },
        new Add { Name = "residual", Inputs = ["features", "conv2d"] },
        new MaxPooling2D(3) { Strides = 2, Padding = Padding.Same, Name = "pooled" },
        new Dropout(0.25),
        new Conv2D(2, (1, 2)) { Padding = Padding.Same, Activation = ActivationFunction.Sigmoid, Name = "map" },
        new Conv2D(1, 1) { Inputs = ["pooled"], Name = "attention" },
        new Multiply { Inputs = ["pooled", "attention"], Name = "weighted" },
        new AttentionPooling2D { Inputs = ["pooled", "attention"], Name = "attended" },
        new GlobalAveragePooling2D { Inputs = ["weighted"], Name = "mean" },
        new GlobalStandardDeviationPooling2D { Inputs = ["pooled"], Name = "spread" },
        new AddVector2D { Inputs = ["features", "mean"], Name = "told" },
        new AveragePooling2D((2, 3)) { Inputs = ["told"], Padding = Padding.Same, Name = "coarse" },
        new UpSampling2D { Inputs = ["coarse", "told"], Name = "repeated" },
        new DownSampling2D { Inputs = ["told"], Name = "halved" },
        new UpSampling2D { Inputs = ["halved", "told"], Interpolation = Interpolation.Bilinear, Name = "smooth" },
        new Add { Inputs = ["told", "repeated", "smooth"] },
        new CenterCrop2D(0.6),
        new Conv2D(4, (2, 3)) { Strides = (2, 1), Activation = ActivationFunction.LeakyRelu },
        new AveragePooling2D((1, 2)) { Strides = 1 },
        new MaxPooling2D(2),
        new Activation(ActivationFunction.Abs),
        new GlobalAveragePooling2D { Name = "middle" },
        new Concatenate { Inputs = ["attended", "mean", "spread", "middle"], Name = "joined" },
        new Dense(12) { Activation = ActivationFunction.Tanh, UseBias = false },
        new Dense(8) { Activation = ActivationFunction.Relu, Name = "squeeze" },
        new Dense(2) { Name = "verdict" },
        new Softmax(),
        new Dense(3) { Inputs = ["squeeze"], Activation = ActivationFunction.Softmax, Name = "kind" },
        new Dense(1) { Inputs = ["squeeze"], Activation = ActivationFunction.Softplus, Name = "strength" },
        new Dense(1) { Inputs = ["squeeze"], Activation = ActivationFunction.Sigmoid, Name = "evidence" },
    ],
    new Dictionary<string, string>
    {
        ["probabilities"] = "softmax", ["map"] = "map", ["kind"] = "kind", ["strength"] = "strength", ["evidence"] = "evidence",
    });

    /// <summary>Convolutions that gain by bytes ("second", "third" and "fourth"), and some that do not.</summary>
    internal static Network Convolutional() => new("convolutional", new NetworkInput(1),
    [
        new Rescaling(1 / 255.0),
        new Conv2D(16, 4)
        {
            Name = "first",
            Padding = Padding.Same,
            Strides = 2,
            Activation = ActivationFunction.Relu,
            KernelInitializer = Initializer.HeUniform,
        },
        new Conv2D(32, 3) { Name = "second", Padding = Padding.Same, UseBias = false, KernelInitializer = Initializer.HeUniform },
        new BatchNormalization { Name = "norm" },
        new Activation(ActivationFunction.Relu) { Name = "rectified" },
        new MaxPooling2D(2) { Name = "pooled" },
        new Conv2D(32, 3)
        {
            Name = "third",
            Padding = Padding.Same,
            DilationRate = 2,
            Activation = ActivationFunction.Relu,
            KernelInitializer = Initializer.HeUniform,
        },
        new Conv2D(32, 3)
        {
            Name = "fourth",
            Padding = Padding.Same,
            Activation = ActivationFunction.Relu,
            KernelInitializer = Initializer.HeUniform,
        },
        new Conv2D(32, 3) { Name = "signed", Padding = Padding.Same, Activation = ActivationFunction.Tanh },
        new Conv2D(2, 1) { Name = "map", Inputs = ["fourth"], Activation = ActivationFunction.Sigmoid },
        new Concatenate { Name = "features", Inputs = ["third", "fourth", "signed"] },
        new GlobalAveragePooling2D(),
        new Dense(2) { Activation = ActivationFunction.Softmax, Name = "verdict" },
    ],
    new Dictionary<string, string> { ["probabilities"] = "verdict", ["map"] = "map" });
}
