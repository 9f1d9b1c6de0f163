using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Export;

namespace BlurDetection.Training.Keras.TensorFlowJs;

/// <summary>Writes a layers model: model.json, and one file of weights.</summary>
internal static class TensorFlowJsWriter
{
    internal const string WeightsFile = "group1-shard1of1.bin";

    internal static JsonObject Model(JsonObject config, string version, IReadOnlyList<ExportedLayer> layers)
    {
        config["keras_version"] = version;
        config["backend"] = "tensor_flow.js";
        var list = new JsonArray();
        foreach (var layer in layers)
            foreach (var (name, array) in layer.Arrays)
                list.Add(new JsonObject
                {
                    ["name"] = $"{layer.Name}/{name}",
                    ["shape"] = new JsonArray([.. array.Shape.Select(JsonNode (side) => JsonValue.Create(side))]),
                    ["dtype"] = "float32",
                });
        return new JsonObject
        {
            ["format"] = "layers-model",
            ["generatedBy"] = "BlurDetection",
            ["convertedBy"] = null,
            ["modelTopology"] = config,
            ["weightsManifest"] = new JsonArray(new JsonObject { ["paths"] = new JsonArray(WeightsFile), ["weights"] = list }),
        };
    }

    internal static void Weights(IReadOnlyList<ExportedLayer> layers, Stream stream)
    {
        foreach (var layer in layers)
            foreach (var (_, array) in layer.Arrays)
                stream.Write(MemoryMarshal.AsBytes<float>(array.Values));
    }
}
