using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class RescalingConverter : LayerConverter<Rescaling>
{
    internal override Layer Read(LayerConfig config) => new Rescaling(Number(config, "scale", null))
    {
        Offset = Number(config, "offset", 0),
    };

    private protected override void Write(Rescaling layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        (config["scale"], config["offset"]) = (layer.Scale, layer.Offset);

    // One for each channel is possible in Keras; if all are alike, one will do.
    private static double Number(LayerConfig config, string option, double? missing)
    {
        if (config[option] is not JsonArray { Count: > 0 } list) return config.Double(option, missing);
        double[] values =
            [.. list.Select(value => LayerConfig.AsDouble(value) ?? throw config.Unsupported($"{option} is {list.ToJsonString()}."))];
        return values.All(value => value == values[0]) ? values[0]
            : throw config.Unsupported($"a {option} for each channel is not supported.");
    }
}
