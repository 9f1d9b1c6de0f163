using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Tests.Support;

/// <summary>Descriptions of files for h5py to write, with what else Keras writes into a configuration.</summary>
internal static class KerasFiles
{
    internal static (Network Network, Dictionary<string, NetworkWeight> Weights) Some(string name)
    {
        var network = SomeNetworks.Small(name);
        // JSON's zero has no sign.
        return (network, SomeNetworks.Weights(network).ToDictionary(weight => weight.Key,
            weight => weight.Value with { Values = [.. weight.Value.Values.Select(value => value == 0 ? 0.25f : value)] }));
    }

    internal static JsonObject Legacy(Network network, Dictionary<string, NetworkWeight> weights, string version) => new()
    {
        ["version"] = version,
        ["config"] = Padded(new ConfigWriter(network, KerasDialect.Keras2).Write(), version),
        ["layers"] = new JsonArray([.. ExportedLayer.Of(network, weights).Select(JsonNode (layer) => new JsonObject
        {
            ["name"] = layer.Name,
            ["weights"] = Arrays(layer, name => version[0] == '2' ? $"{layer.Name}/{name}:0" : $"model/{layer.Name}/" +
                $"{(name == "depthwise_kernel" && layer.Arrays.All(other => other.Name != "pointwise_kernel") ? "kernel" : name)}"),
        })]),
    };

    internal static JsonObject Variables(
        Network network, Dictionary<string, NetworkWeight> weights, string version, string root = "layers") => new()
    {
        ["version"] = version,
        ["config"] = Padded(new ConfigWriter(network, KerasDialect.Keras3).Write(), version),
        ["layers"] = new JsonArray([.. ExportedLayer.Of(network, weights).Select(JsonNode (layer) => new JsonObject
        {
            ["path"] = root + layer.VariablePath["layers".Length..],
            ["weights"] = Arrays(layer, name => name),
        })]),
    };

    private static JsonArray Arrays(ExportedLayer layer, Func<string, string> name)
    {
        var arrays = new JsonArray([.. layer.Arrays.Select(JsonNode (weight) => new JsonObject
        {
            ["name"] = name(weight.Name),
            ["shape"] = new JsonArray([.. weight.Array.Shape.Select(JsonNode (side) => side)]),
            ["values"] = new JsonArray([.. weight.Array.Values.Select(JsonNode (value) => (double)value)]),
        })]);
        if (layer.Counts)
            arrays.Add(new JsonObject { ["name"] = name("count"), ["shape"] = new JsonArray(), ["values"] = 10, ["dtype"] = "<i8" });
        return arrays;
    }

    // What concerns training only, as both versions write it.
    private static JsonObject Padded(JsonObject model, string version)
    {
        foreach (var layer in model["config"]!["layers"]!.AsArray())
        {
            var config = layer!["config"]!.AsObject();
            string type = layer["class_name"]!.GetValue<string>();
            if (version[0] == '3')
                config["dtype"] = new JsonObject
                {
                    ["module"] = "keras",
                    ["class_name"] = "DTypePolicy",
                    ["config"] = new JsonObject { ["name"] = "float32" },
                    ["registered_name"] = null,
                };
            if (type.EndsWith("Conv2D", StringComparison.Ordinal) || type == "Dense")
            {
                config["kernel_initializer"] = new JsonObject
                {
                    ["class_name"] = "GlorotUniform",
                    ["config"] = new JsonObject { ["seed"] = null },
                };
                config["bias_regularizer"] = new JsonObject { ["class_name"] = "L2", ["config"] = new JsonObject { ["l2"] = 0.01 } };
                config["kernel_constraint"] = null;
            }
            if (type == "BatchNormalization")
            {
                config["axis"] = version[0] == '2' ? new JsonArray(3) : -1;
                config["gamma_initializer"] = new JsonObject { ["class_name"] = "Ones", ["config"] = new JsonObject() };
            }
            if (type == "InputLayer" && version[0] == '2') config["ragged"] = false;
            if (version[0] == '3') layer["build_config"] = new JsonObject { ["input_shape"] = new JsonArray(null, 8, 8, 3) };
        }
        return model;
    }
}
