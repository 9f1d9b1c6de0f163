using BlurDetection.Training.Tensors;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Losses;

/// <summary>The loss of one output of a network, as Keras's dictionary of losses has it.</summary>
/// <remarks>
/// For each channel it is the mean over samples and places, each weighted as its <see cref="Fitting.OutputTarget"/> says; the channels'
/// means are summed, weighted by <see cref="ChannelWeights"/>. Samples without a target for the output count nothing.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CategoricalCrossEntropyLoss), "categorical_crossentropy")]
[JsonDerivedType(typeof(BinaryCrossEntropyLoss), "binary_crossentropy")]
[JsonDerivedType(typeof(HuberLoss), "huber")]
public abstract record OutputLoss
{
    // Keeps a batch without any weight from dividing by zero.
    private const double LeastWeight = 1e-3;

    private protected OutputLoss()
    {
    }

    /// <summary>Cross-entropy of a softmax over classes, from its logits; soft targets are allowed.</summary>
    public static OutputLoss CategoricalCrossEntropy { get; } = new CategoricalCrossEntropyLoss();

    /// <summary>Cross-entropy of a sigmoid, value by value, from its logits; soft targets are allowed.</summary>
    public static OutputLoss BinaryCrossEntropy { get; } = new BinaryCrossEntropyLoss();

    /// <summary>Half the squared error up to an error of 1, and linear beyond (Huber, 1964).</summary>
    public static OutputLoss Huber { get; } = new HuberLoss();

    /// <summary>How much the output counts beside "probabilities", which counts 1.</summary>
    /// <value>0 or more; default 1.</value>
    [Range(0d, double.MaxValue)]
    public double Weight { get; init; } = 1;

    /// <summary>How much each channel of the output counts.</summary>
    /// <value>One number for each channel; default <see langword="null"/>: 1 each.</value>
    public IReadOnlyList<double>? ChannelWeights { get; init; }

    /// <summary>The loss of a batch, a scalar, without <see cref="Weight"/>.</summary>
    /// <param name="outputs">What the network gave.</param>
    /// <param name="name">The output.</param>
    /// <param name="target">Of the output's shape.</param>
    /// <param name="weight">Of the output's shape.</param>
    internal Tensor Of(NetworkOutputs outputs, string name, Tensor target, Tensor weight)
    {
        var losses = Elementwise(outputs, name, target);
        long[] places = [.. Enumerable.Range(0, (int)losses.dim()).Where(axis => axis != 1)];
        var means = (losses * weight).sum(places) / weight.sum(places).Plus(LeastWeight);
        if (ChannelWeights is { } channels)
            means = means * tensor(channels.Select(channel => (float)channel).ToArray(), device: means.device);
        return means.sum();
    }

    /// <summary>The loss of each value, of the output's shape.</summary>
    private protected abstract Tensor Elementwise(NetworkOutputs outputs, string name, Tensor target);
}
