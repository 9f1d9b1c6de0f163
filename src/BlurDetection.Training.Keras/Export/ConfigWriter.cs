using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Layers;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Export;

/// <summary>Writes a network as the configuration of a Sequential model, or of a functional one where layers name what they take.</summary>
internal sealed class ConfigWriter
{
    private readonly Network _network;
    private readonly KerasDialect _dialect;
    private readonly string _input;

    internal ConfigWriter(Network network, KerasDialect dialect)
    {
        (_network, _dialect) = (network, dialect);
        IsSequential = network.Layers.All(layer => layer.Inputs is null) && network.Outputs.Values.Single() == network.Resolved[^1].Name;
        _input = Enumerable.Range(1, int.MaxValue).Select(i => $"input_{i}").First(name => !network.LayerNames.Contains(name));
    }

    internal bool IsSequential { get; }

    /// <exception cref="UnsupportedKerasLayerException">Keras has no such layer.</exception>
    internal JsonObject Write()
    {
        var layers = new JsonArray(InputLayer());
        foreach (var resolved in _network.Resolved)
        {
            var layer = Layer(LayerConverters.Write(resolved, _dialect, out string type), type);
            if (!IsSequential)
            {
                layer["name"] = resolved.Name;
                layer["inbound_nodes"] = Inbound(resolved);
            }
            layers.Add(layer);
        }
        var config = new JsonObject { ["name"] = _network.Name, ["trainable"] = true, ["layers"] = layers };
        if (!IsSequential)
        {
            config["input_layers"] = new JsonArray(new JsonArray(_input, 0, 0));
            config["output_layers"] = new JsonArray(new JsonArray(_network.Outputs.Values.Single(), 0, 0));
        }
        else if (_dialect == KerasDialect.Keras3) config["build_input_shape"] = Shape(_network.Input.Shape);
        string name = IsSequential ? "Sequential" : "Functional";
        return _dialect == KerasDialect.Keras3
            ? new JsonObject
            {
                ["module"] = IsSequential ? "keras" : "keras.src.models.functional",
                ["class_name"] = name,
                ["config"] = config,
                ["registered_name"] = IsSequential ? null : name,
            }
            : new JsonObject { ["class_name"] = name, ["config"] = config };
    }

    private JsonObject InputLayer()
    {
        string shape = _dialect == KerasDialect.Keras3 ? "batch_shape" : "batch_input_shape";
        var layer = Layer(new JsonObject { [shape] = Shape(_network.Input.Shape), ["dtype"] = "float32", ["sparse"] = false,
            ["name"] = _input }, nameof(InputLayer));
        if (IsSequential) return layer;
        layer["name"] = _input;
        layer["inbound_nodes"] = new JsonArray();
        return layer;
    }

    private JsonObject Layer(JsonObject config, string type) => _dialect == KerasDialect.Keras3
        ? new JsonObject { ["module"] = "keras.layers", ["class_name"] = type, ["config"] = config, ["registered_name"] = null }
        : new JsonObject { ["class_name"] = type, ["config"] = config };

    private JsonArray Inbound(ResolvedLayer layer)
    {
        var shapes = layer.Inputs.Zip(layer.InputShapes,
            (name, shape) => (Name: name == NetworkResolver.InputName ? _input : name, Shape: shape)).ToList();
        if (_dialect != KerasDialect.Keras3)
            return [new JsonArray([.. shapes.Select(JsonNode (input) => new JsonArray(input.Name, 0, 0, new JsonObject()))])];
        JsonNode[] tensors = [.. shapes.Select(input => new JsonObject
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new JsonObject
            {
                ["shape"] = Shape(input.Shape),
                ["dtype"] = "float32",
                ["keras_history"] = new JsonArray(input.Name, 0, 0),
            },
        })];
        JsonNode argument = layer.Layer.InputCount == 1 ? tensors[0] : new JsonArray(tensors);
        return [new JsonObject { ["args"] = new JsonArray(argument), ["kwargs"] = new JsonObject() }];
    }

    private static JsonArray Shape(LayerShape shape) =>
        shape.IsSpatial ? new JsonArray(null, shape.Height, shape.Width, shape.Channels) : new JsonArray(null, shape.Channels);
}
