using System.Text.Json.Nodes;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Config;

/// <summary>Activation functions by Keras's names.</summary>
internal static class ActivationNames
{
    private static readonly (string Name, ActivationFunction Function)[] Names =
    [
        ("linear", ActivationFunction.Linear), ("relu", ActivationFunction.Relu), ("relu6", ActivationFunction.Relu6),
        ("leaky_relu", ActivationFunction.LeakyRelu), ("elu", ActivationFunction.Elu), ("selu", ActivationFunction.Selu),
        ("gelu", ActivationFunction.Gelu), ("sigmoid", ActivationFunction.Sigmoid), ("tanh", ActivationFunction.Tanh),
        ("softplus", ActivationFunction.Softplus), ("softsign", ActivationFunction.Softsign), ("swish", ActivationFunction.Silu),
        ("silu", ActivationFunction.Silu), ("exponential", ActivationFunction.Exponential), ("mish", ActivationFunction.Mish),
        ("softmax", ActivationFunction.Softmax), ("log_softmax", ActivationFunction.LogSoftmax),
        ("hard_silu", ActivationFunction.HardSilu), ("hard_swish", ActivationFunction.HardSilu),
    ];

    // TensorFlow.js names fewer, and what it does not know it cannot load.
    private static readonly HashSet<ActivationFunction> NotInTensorFlowJs =
        [ActivationFunction.LeakyRelu, ActivationFunction.Exponential, ActivationFunction.HardSilu];

    /// <exception cref="UnsupportedKerasLayerException">The function is not known.</exception>
    internal static ActivationFunction Read(LayerConfig layer, JsonNode? node)
    {
        string? name = node switch
        {
            null => "linear",
            JsonValue value when value.TryGetValue(out string? text) => text,
            // Keras 3 writes registered functions as objects.
            JsonObject item when Text(item["class_name"]) == "function" && Text(item["module"]) is "builtins" or "keras.activations" =>
                Text(item["config"]),
            _ => null,
        };
        // The two versions of Keras mean different slopes.
        if (name == "hard_sigmoid")
            return layer.Dialect == KerasDialect.Keras3 ? ActivationFunction.HardSigmoid : ActivationFunction.HardSigmoidKeras2;
        foreach (var (known, function) in Names)
            if (known == name) return function;
        throw layer.Unsupported($"the activation {node?.ToJsonString()} is not supported.");
    }

    /// <exception cref="UnsupportedKerasLayerException">The dialect has no such function.</exception>
    internal static string Write(ActivationFunction function, KerasDialect dialect, string layer, string type)
    {
        bool known = dialect switch
        {
            KerasDialect.Keras3 => function != ActivationFunction.HardSigmoidKeras2,
            KerasDialect.Keras2 => function is not (ActivationFunction.HardSigmoid or ActivationFunction.HardSilu),
            _ => function != ActivationFunction.HardSigmoid && !NotInTensorFlowJs.Contains(function),
        };
        if (known && function is ActivationFunction.HardSigmoid or ActivationFunction.HardSigmoidKeras2) return "hard_sigmoid";
        // In TensorFlow.js swish is the only name of it.
        if (known)
            foreach (var (name, candidate) in Names)
                if (candidate == function) return name;
        throw new UnsupportedKerasLayerException(layer, type, $"{{\"activation\": \"{function}\"}}",
            $"{dialect} has no activation {function}.");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
