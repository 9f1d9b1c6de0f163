using System.Text.Json.Nodes;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Config;

/// <summary>Reads the configuration of a Sequential or functional model, and of models inside it.</summary>
internal sealed class ModelGraphReader
{
    // Deeper nesting than any real model's.
    private const int MostLevels = 16;

    private readonly string _source;
    private readonly KerasDialect _dialect;
    private readonly List<GraphNode> _nodes = [];
    private readonly HashSet<string> _keys = [];
    private JsonArray? _inputShape;

    private ModelGraphReader(string source, KerasDialect dialect) => (_source, _dialect) = (source, dialect);

    /// <exception cref="InvalidModelException">The configuration is not a model's.</exception>
    /// <exception cref="UnsupportedKerasLayerException">The graph has something that is not supported.</exception>
    internal static ModelGraph Read(JsonNode? model, KerasDialect dialect, string source)
    {
        var reader = new ModelGraphReader(source, dialect);
        if (model is not JsonObject root) throw reader.Broken("the configuration is not a JSON object");
        string output = reader.Model(root, [], "", ModelGraph.Input, 0);
        if (reader._nodes.Count == 0) throw reader.Broken("the model has no layers");
        string name = Text((root["config"] as JsonObject)?["name"]) ?? "sequential";
        bool sequential = Text(root["class_name"]) == "Sequential" && reader._nodes.All(node => node.Id.Count == 1);
        return new ModelGraph(name, sequential, reader.InputShape(), reader._nodes, output);
    }

    private string Model(JsonObject model, IReadOnlyList<string> outer, string path, string input, int level)
    {
        if (level > MostLevels) throw Broken($"models are nested more than {MostLevels} deep");
        string? type = Text(model["class_name"]);
        if (Text(model["registered_name"]) is { } registered && registered != type && registered != "Functional")
            throw new UnsupportedKerasLayerException(string.Join('/', outer), registered, model.ToJsonString(),
                "models of own classes are not supported.");
        return type switch
        {
            "Sequential" => Sequential(model, outer, path, input, level),
            "Functional" or "Model" => Functional(model, outer, path, input, level),
            _ => throw new UnsupportedKerasLayerException(outer.Count == 0 ? "the model" : string.Join('/', outer), type ?? "?",
                model.ToJsonString(), "only Sequential and functional models are read."),
        };
    }

    private string Sequential(JsonObject model, IReadOnlyList<string> outer, string path, string input, int level)
    {
        // Before Keras 2.2 the configuration was the list itself.
        var config = model["config"] as JsonObject;
        var layers = (model["config"] as JsonArray ?? config?["layers"] as JsonArray)
            ?? throw Broken("a Sequential model has no list of layers");
        if (outer.Count == 0)
            _inputShape ??= config?["build_input_shape"] as JsonArray ?? (model["build_config"] as JsonObject)?["input_shape"] as JsonArray;
        var paths = new VariablePaths(path);
        string current = input;
        foreach (var entry in layers)
        {
            var (type, name, options, layer) = Layer(entry);
            if (type == "InputLayer")
            {
                ReadInput(options, outer);
                continue;
            }
            if (current == ModelGraph.Input) ReadInput(options, outer);
            current = Place(type, name, options, layer, outer, [current], paths.Next(type), level);
        }
        return current;
    }

    private string Functional(JsonObject model, IReadOnlyList<string> outer, string path, string input, int level)
    {
        if (model["config"] is not JsonObject config || config["layers"] is not JsonArray layers)
            throw Broken("a functional model has no list of layers");
        string inputName = Single(config["input_layers"], "input_layers"), outputName = Single(config["output_layers"], "output_layers");
        var paths = new VariablePaths(path);
        var waiting =
            new List<(string Type, string Name, JsonObject Options, JsonObject Layer, IReadOnlyList<string> Inputs, string Path)>();
        var results = new Dictionary<string, string>();
        foreach (var entry in layers)
        {
            var (type, name, options, layer) = Layer(entry);
            string variables = paths.Next(type);
            if (type == "InputLayer")
            {
                if (name != inputName)
                    throw Broken($"the model has more than one input, '{inputName}' and '{name}'; one image is what it gets");
                ReadInput(options, outer);
                results[name] = input;
                continue;
            }
            var inputs = InboundTensors.Read(new LayerConfig(type, name, options, _dialect), layer["inbound_nodes"]);
            waiting.Add((type, name, options, layer, inputs, variables));
        }
        while (waiting.Count > 0)
        {
            var ready = waiting.FindIndex(layer => layer.Inputs.All(results.ContainsKey));
            if (ready < 0) throw Broken($"the layer '{waiting[0].Name}' takes a layer that is not there, or itself");
            var (type, name, options, layer, inputs, variables) = waiting[ready];
            waiting.RemoveAt(ready);
            if (!results.TryAdd(name, Place(type, name, options, layer, outer, [.. inputs.Select(one => results[one])], variables, level)))
                throw Broken($"two layers are called '{name}'");
        }
        return results.TryGetValue(outputName, out string? result) ? result : throw Broken($"the output '{outputName}' is not a layer");
    }

    private string Place(string type, string name, JsonObject options, JsonObject layer, IReadOnlyList<string> outer,
        IReadOnlyList<string> inputs, string path, int level)
    {
        string[] id = [.. outer, name];
        if (type is "Sequential" or "Functional" or "Model")
            return inputs is [var only] ? Model(layer, id, path, only, level + 1)
                : throw Broken($"the model '{name}' inside takes {inputs.Count} inputs; one is supported");
        var config = new LayerConfig(type, name, options, _dialect);
        // A class of one's own may have the name of one of Keras's.
        if (Text(layer["registered_name"]) is { } registered && registered != type)
            throw config.Unsupported($"it is of the own class '{registered}'.");
        var node = new GraphNode(config, id, inputs, path);
        if (!_keys.Add(node.Key)) throw Broken($"two layers are called '{node.Key}'");
        _nodes.Add(node);
        return node.Key;
    }

    private (string Type, string Name, JsonObject Options, JsonObject Layer) Layer(JsonNode? entry)
    {
        if (entry is not JsonObject layer || Text(layer["class_name"]) is not { } type)
            throw Broken("an entry of the list of layers is not a layer");
        // Of a model from before Keras 2.2 the configuration is a list.
        var options = layer["config"] as JsonObject
            ?? (type == "Sequential" && layer["config"] is JsonArray ? [] : throw Broken($"a layer of type {type} has no configuration"));
        string name = Text(options["name"]) ?? Text(layer["name"]) ?? throw Broken($"a layer of type {type} has no name");
        return name.Length > 0 ? (type, name, options, layer) : throw Broken($"a layer of type {type} has an empty name");
    }

    private void ReadInput(JsonObject options, IReadOnlyList<string> outer)
    {
        // Models inside take what the graph gives them.
        if (outer.Count > 0 && _inputShape is not null) return;
        _inputShape = options["batch_input_shape"] as JsonArray ?? options["batch_shape"] as JsonArray ?? _inputShape;
    }

    private NetworkInput InputShape()
    {
        if (_inputShape is null) throw Broken("the file does not say what input the model takes; build the model before saving it");
        int? Side(int axis) => _inputShape[axis] is not { } side ? null
            : LayerConfig.AsInt(side) ?? throw Broken($"the input {_inputShape.ToJsonString()} cannot be read");
        if (_inputShape.Count != 4 || Side(3) is not (1 or 3) || Side(1) is null != Side(2) is null)
            throw Broken($"the input is {_inputShape.ToJsonString()}; [null, height, width, 1 or 3 channels] is read, the sides given " +
                $"both or not at all");
        return new NetworkInput(Side(3)!.Value, Side(1), Side(2));
    }

    // ["layer", 0, 0], or a list of one such.
    private string Single(JsonNode? layers, string what)
    {
        if (layers is JsonArray { Count: 1 } one && one[0] is JsonArray inner) layers = inner;
        return layers is JsonArray { Count: 3 } parts && Text(parts[0]) is { } name && LayerConfig.AsInt(parts[2]) == 0
            ? name
            : throw Broken($"{what} is {layers?.ToJsonString() ?? "missing"}; models of one input and one output are read");
    }

    private InvalidModelException Broken(string what) => new($"{_source}: {what}.");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
