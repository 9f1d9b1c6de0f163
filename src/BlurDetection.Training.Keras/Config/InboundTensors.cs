using System.Text.Json.Nodes;

namespace BlurDetection.Training.Keras.Config;

/// <summary>The layers that a layer of a functional model takes, in both ways of writing them.</summary>
internal static class InboundTensors
{
    /// <exception cref="UnsupportedKerasLayerException">The layer is called more than once, or with something besides layers.</exception>
    internal static IReadOnlyList<string> Read(LayerConfig layer, JsonNode? inboundNodes)
    {
        if (inboundNodes is not JsonArray { Count: > 0 } nodes) throw layer.Unsupported("it takes no other layer.");
        if (nodes.Count > 1) throw layer.Unsupported("it is called more than once; layers that share weights are not supported.");
        return nodes[0] switch
        {
            JsonArray legacy => [.. legacy.Select(tensor => Legacy(layer, tensor))],
            JsonObject call => Call(layer, call),
            _ => throw layer.Unsupported("its inbound_nodes cannot be read."),
        };
    }

    // ["layer", node, tensor, {arguments}]
    private static string Legacy(LayerConfig layer, JsonNode? tensor)
    {
        if (tensor is not JsonArray { Count: 3 or 4 } parts) throw layer.Unsupported("its inbound_nodes cannot be read.");
        if (parts.Count == 4) RequireNoArguments(layer, parts[3]);
        return History(layer, parts);
    }

    private static IReadOnlyList<string> Call(LayerConfig layer, JsonObject call)
    {
        RequireNoArguments(layer, call["kwargs"]);
        if (call["args"] is not JsonArray { Count: 1 } arguments) throw layer.Unsupported("it is called with more than layers.");
        return arguments[0] is JsonArray several ? [.. several.Select(one => Tensor(layer, one))] : [Tensor(layer, arguments[0])];
    }

    private static string Tensor(LayerConfig layer, JsonNode? tensor) =>
        tensor is JsonObject item && item["config"] is JsonObject config && config["keras_history"] is JsonArray { Count: 3 } history
            ? History(layer, history)
            : throw layer.Unsupported($"it is called with {tensor?.ToJsonString() ?? "null"}, which is not a layer's result.");

    private static string History(LayerConfig layer, JsonArray history) =>
        history[0] is JsonValue value && value.TryGetValue(out string? name) && LayerConfig.AsInt(history[2]) == 0
            ? name
            : throw layer.Unsupported($"its input {history.ToJsonString()} cannot be read.");

    // "training" says how the layer behaved while it was trained; at prediction it means nothing.
    private static void RequireNoArguments(LayerConfig layer, JsonNode? arguments)
    {
        if (arguments is null) return;
        if (arguments is not JsonObject named || named.Any(argument => argument.Key != "training" && argument.Value is not null))
            throw layer.Unsupported($"it is called with the arguments {arguments.ToJsonString()}.");
    }
}
