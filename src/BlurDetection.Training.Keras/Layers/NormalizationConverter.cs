using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class NormalizationConverter : LayerConverter<Normalization>
{
    internal override bool HasAxis => true;

    internal override bool TakesScalars => true;

    internal override Layer Read(LayerConfig config)
    {
        if (config.Bool("invert", false)) throw config.Unsupported("invert is not supported.");
        _ = config["axis"];
        _ = (config["mean"], config["variance"]);
        return new Normalization();
    }

    internal override IReadOnlyList<KerasArray>? Constants(LayerConfig config, LayerShape input) =>
        config["mean"] is { } mean && config["variance"] is { } variance
            ? [Array(config, mean, input), Array(config, variance, input)] : null;

    private static KerasArray Array(LayerConfig config, JsonNode node, LayerShape input)
    {
        // Nested lists of one element are as good as the element.
        while (node is JsonArray { Count: 1 } list && list[0] is JsonArray inner) node = inner;
        float[] values = node is JsonArray several ? [.. several.Select(Number)] : [Number(node)];
        return values.Length == 1 ? new KerasArray([], values) : new KerasArray([values.Length], values);

        float Number(JsonNode? value) => LayerConfig.AsDouble(value) is { } number ? (float)number
            : throw config.Unsupported($"{node.ToJsonString()} are not {input.Channels} numbers.");
    }

    // With its weights in the file, as if it had been adapted; Keras 2 counts what it saw besides.
    private protected override void Write(Normalization layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (dialect == KerasDialect.TensorFlowJs)
            throw new UnsupportedKerasLayerException(place.Name, nameof(Normalization), "{}", "TensorFlow.js has no such layer.");
        config["axis"] = new JsonArray(-1);
        config["invert"] = false;
    }

    private protected override IReadOnlyList<WeightRule> Weights(Normalization layer, LayerShape input) =>
        [new("mean", "mean", KernelLayout.Vector), new("variance", "variance", KernelLayout.Vector)];
}
