using System.Text.Json.Nodes;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Config;

/// <summary>One layer's configuration, read option by option; what no reader asked for is an error in the end.</summary>
internal sealed class LayerConfig(string className, string name, JsonObject options, KerasDialect dialect)
{
    // They matter for training alone, or say again what the graph says.
    private static readonly HashSet<string> Neutral =
    [
        "name", "trainable", "batch_input_shape", "batch_shape", "input_shape", "activity_regularizer", "seed", "noise_shape",
        "synchronized", "autocast", "bounding_box_format",
    ];

    private readonly HashSet<string> _read = [];

    public string ClassName => className;

    public string Name => name;

    public KerasDialect Dialect => dialect;

    public JsonNode? this[string option]
    {
        get
        {
            _read.Add(option);
            return options[option];
        }
    }

    public int Int(string option, int? missing = null) => this[option] is not { } node ? missing ?? throw Lacks(option)
        : AsInt(node) ?? throw Unsupported($"{option} is {node.ToJsonString()}, not a whole number.");

    public double Double(string option, double? missing = null) => this[option] is not { } node ? missing ?? throw Lacks(option)
        : AsDouble(node) ?? throw Unsupported($"{option} is {node.ToJsonString()}, not a number.");

    public bool Bool(string option, bool missing) => this[option] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        var other => throw Unsupported($"{option} is {other.ToJsonString()}, not true or false."),
    };

    public string Text(string option, string missing) => this[option] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue(out string? text) => text,
        var other => throw Unsupported($"{option} is {other.ToJsonString()}, not a text."),
    };

    /// <summary>One number, or height and width.</summary>
    public Extent Extent(string option, Extent? missing = null)
    {
        switch (this[option])
        {
            case null:
                return missing ?? throw Lacks(option);
            case JsonArray { Count: 2 } pair when AsInt(pair[0]) is { } height && AsInt(pair[1]) is { } width:
                return new Extent(height, width);
            case JsonValue value when AsInt(value) is { } side:
                return side;
            case var other:
                throw Unsupported($"{option} is {other.ToJsonString()}, not one or two whole numbers.");
        }
    }

    public Padding Padding(string option = "padding") => Text(option, "valid") switch
    {
        "valid" => BlurDetection.Training.Layers.Padding.Valid,
        "same" => BlurDetection.Training.Layers.Padding.Same,
        var other => throw Unsupported($"{option} '{other}' is not supported; 'valid' and 'same' are."),
    };

    public ActivationFunction Activation(string option = "activation") => ActivationNames.Read(this, this[option]);

    /// <summary>Of the axes of a layer's input only the last one, the channels, is supported: the fourth of planes, the
    /// second of a vector.</summary>
    public void RequireLastAxis(LayerShape input)
    {
        var axis = options["axis"] is JsonArray { Count: 1 } list ? list[0] : options["axis"];
        if (axis is not null and not JsonArray { Count: 0 } && AsInt(axis) is var number && number != -1
            && number != (input.IsSpatial ? 3 : 1))
            throw Unsupported($"only the last axis, the channels, is supported, not {axis.ToJsonString()}.");
    }

    /// <summary>Only planes whose channels come last are read.</summary>
    public void RequireChannelsLast()
    {
        // Keras writes "channels_last", TensorFlow.js also null.
        if (Text("data_format", "channels_last") is var format && format is not "channels_last")
            throw Unsupported($"data_format '{format}' is not supported; 'channels_last' is.");
    }

    /// <summary>Everything is computed in 32-bit floats: a policy with 32-bit weights is read, others are refused.</summary>
    /// <exception cref="UnsupportedKerasLayerException">The policy has other weights, or an option was left over.</exception>
    public void RequireNothingElse()
    {
        string policy = this["dtype"] switch
        {
            null => "float32",
            JsonValue value when value.TryGetValue(out string? text) => text,
            JsonObject { } item when item["config"] is JsonObject inner && inner["name"] is JsonValue value
                && value.TryGetValue(out string? text) => text,
            var other => other.ToJsonString(),
        };
        if (policy is not ("float32" or "mixed_float16" or "mixed_bfloat16"))
            throw Unsupported($"the dtype policy '{policy}' is not supported; policies with float32 weights are.");
        var left = options.FirstOrDefault(option => option.Value is not null && !_read.Contains(option.Key) && !Neutral.Contains(option.Key)
            && !IsForTraining(option.Key));
        if (left.Key is not null) throw Unsupported($"the option {left.Key} is not supported.");
    }

    /// <summary>For a layer none of whose options matters.</summary>
    public void IgnoreTheRest()
    {
        foreach (var option in options) _read.Add(option.Key);
    }

    public UnsupportedKerasLayerException Unsupported(string reason) => new(name, className, options.ToJsonString(), reason);

    internal static int? AsInt(JsonNode? node) =>
        AsDouble(node) is { } number && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? (int)number : null;

    internal static double? AsDouble(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double number) && double.IsFinite(number) ? number : null;

    private static bool IsForTraining(string option) =>
        option.EndsWith("_initializer", StringComparison.Ordinal) || option.EndsWith("_regularizer", StringComparison.Ordinal)
            || option.EndsWith("_constraint", StringComparison.Ordinal);

    private UnsupportedKerasLayerException Lacks(string option) => Unsupported($"the option {option} is missing.");
}
