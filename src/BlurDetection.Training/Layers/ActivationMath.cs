using BlurDetection.Training.Tensors;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>The activation functions, in torch and in ONNX.</summary>
internal static class ActivationMath
{
    private const double LeakySlope = 0.2;

    internal static Tensor Apply(ActivationFunction function, Tensor x) => function switch
    {
        ActivationFunction.Relu => x.relu(),
        ActivationFunction.LeakyRelu => maximum(x, x.Times(LeakySlope)),
        ActivationFunction.Sigmoid => x.sigmoid(),
        ActivationFunction.Tanh => x.tanh(),
        ActivationFunction.Softplus => x.neg().log_sigmoid().neg(),
        ActivationFunction.Silu => F.silu(x),
        ActivationFunction.Abs => x.abs(),
        ActivationFunction.Softmax => x.softmax(1),
        ActivationFunction.Relu6 => x.Between(0, 6),
        ActivationFunction.Elu => F.elu(x, 1),
        ActivationFunction.Selu => F.selu(x),
        ActivationFunction.Gelu => F.gelu(x),
        ActivationFunction.HardSigmoid => Ramp(x, 1 / 6.0),
        ActivationFunction.HardSigmoidKeras2 => Ramp(x, 0.2),
        ActivationFunction.HardSilu => HardSilu(x),
        ActivationFunction.Softsign => Softsign(x),
        ActivationFunction.Exponential => x.exp(),
        ActivationFunction.Mish => Mish(x),
        ActivationFunction.LogSoftmax => F.log_softmax(x, 1),
        _ => throw new InvalidNetworkException($"the activation {function} is unknown."),
    };

    internal static string Write(ActivationFunction function, OnnxGraphWriter graph, string x) => function switch
    {
        ActivationFunction.Relu => graph.Node("Relu", [x]),
        ActivationFunction.LeakyRelu => graph.Node("LeakyRelu", [x], n => n.With("alpha", (float)LeakySlope)),
        ActivationFunction.Sigmoid => graph.Node("Sigmoid", [x]),
        ActivationFunction.Tanh => graph.Node("Tanh", [x]),
        ActivationFunction.Softplus => graph.Node("Softplus", [x]),
        ActivationFunction.Silu => graph.Node("Mul", [x, graph.Node("Sigmoid", [x])]),
        ActivationFunction.Abs => graph.Node("Abs", [x]),
        ActivationFunction.Softmax => graph.Node("Softmax", [x], n => n.With("axis", 1)),
        ActivationFunction.Relu6 => graph.Node("Clip", [x, graph.Scalar(0f), graph.Scalar(6f)]),
        ActivationFunction.Elu => graph.Node("Elu", [x]),
        ActivationFunction.Selu => graph.Node("Selu", [x]),
        ActivationFunction.Gelu => Gelu(graph, x),
        ActivationFunction.HardSigmoid => graph.Node("HardSigmoid", [x], n => n.With("alpha", 1 / 6f)),
        ActivationFunction.HardSigmoidKeras2 => graph.Node("HardSigmoid", [x]),
        ActivationFunction.HardSilu => graph.Node("HardSwish", [x]),
        ActivationFunction.Softsign => graph.Node("Softsign", [x]),
        ActivationFunction.Exponential => graph.Node("Exp", [x]),
        ActivationFunction.Mish => graph.Node("Mul", [x, graph.Node("Tanh", [graph.Node("Softplus", [x])])]),
        ActivationFunction.LogSoftmax => graph.Node("LogSoftmax", [x], n => n.With("axis", 1)),
        _ => throw new InvalidNetworkException($"the activation {function} is unknown."),
    };

    private static Tensor Ramp(Tensor x, double slope)
    {
        using var scaled = x.Times(slope);
        using var shifted = scaled.Plus(0.5);
        return shifted.Between(0, 1);
    }

    private static Tensor HardSilu(Tensor x)
    {
        using var ramp = Ramp(x, 1 / 6.0);
        return x * ramp;
    }

    private static Tensor Softsign(Tensor x)
    {
        using var size = x.abs();
        using var divisor = size.Plus(1);
        return x / divisor;
    }

    private static Tensor Mish(Tensor x)
    {
        using var softplus = Apply(ActivationFunction.Softplus, x);
        using var gate = softplus.tanh();
        return x * gate;
    }

    // The operator of this name came after opset 17.
    private static string Gelu(OnnxGraphWriter graph, string x)
    {
        string error = graph.Node("Erf", [graph.Node("Mul", [x, graph.Scalar((float)Math.Sqrt(0.5))])]);
        string share = graph.Node("Mul", [graph.Node("Add", [error, graph.Scalar(1f)]), graph.Scalar(0.5f)]);
        return graph.Node("Mul", [x, share]);
    }
}
