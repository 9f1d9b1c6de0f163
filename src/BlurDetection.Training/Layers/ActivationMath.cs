using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
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
        _ => throw new InvalidNetworkException($"the activation {function} is unknown."),
    };
}
