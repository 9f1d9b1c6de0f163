using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Centres and scales each channel by the batch's statistics while training, by running ones afterwards or when
/// frozen (Ioffe and Szegedy, 2015).</summary>
public sealed record BatchNormalization : Layer
{
    /// <summary>How much of the running statistics a step keeps, 0 to 1. Default 0.99, as in Keras.</summary>
    public double Momentum { get; init; } = 0.99;

    /// <summary>Added to the variance. Default 0.001, as in Keras.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>False leaves gamma out: nothing scales the result. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>False leaves beta out: nothing shifts the result. Default true.</summary>
    public bool Center { get; init; } = true;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        if (Momentum is not (>= 0 and < 1)) throw new InvalidNetworkException($"momentum is {Momentum}; from 0 to below 1.");
        if (Epsilon is not > 0) throw new InvalidNetworkException($"epsilon is {Epsilon}; above 0.");
        return inputs[0];
    }

    internal override IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs)
    {
        long[] shape = [inputs[0].Channels];
        List<LayerWeight> weights = [];
        if (Scale) weights.Add(new("gamma", shape, Constant: 1));
        if (Center) weights.Add(new("beta", shape));
        return [.. weights, new("moving_mean", shape, IsTrainable: false), new("moving_variance", shape, IsTrainable: false, Constant: 1)];
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        F.batch_norm(inputs[0], module["moving_mean"], module["moving_variance"], Scale ? module["gamma"] : null,
            Center ? module["beta"] : null,
            training: module.training && module.IsTrainable, momentum: 1 - Momentum, eps: Epsilon);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        int channels = graph.InputShapes[0].Channels;
        string gamma = Scale ? graph.Weight("gamma") : graph.Channels(1, channels), beta = Center ? graph.Weight("beta")
            : graph.Channels(0, channels);
        return graph.Node("BatchNormalization", [inputs[0], gamma, beta, graph.Weight("moving_mean"), graph.Weight("moving_variance")],
            n => n.With("epsilon", (float)Epsilon));
    }
}
