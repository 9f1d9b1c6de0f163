using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class ReLUConverter : LayerConverter<ReLU>
{
    internal override Layer Read(LayerConfig config) => new ReLU
    {
        MaxValue = config["max_value"] is null ? null : config.Double("max_value"),
        NegativeSlope = config.Double("negative_slope", 0),
        Threshold = config.Double("threshold", 0),
    };

    private protected override void Write(ReLU layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        config["max_value"] = layer.MaxValue;
        if (dialect != KerasDialect.TensorFlowJs) (config["negative_slope"], config["threshold"]) = (layer.NegativeSlope, layer.Threshold);
        else if (layer is not { NegativeSlope: 0, Threshold: 0 })
            throw new UnsupportedKerasLayerException(place.Name, nameof(ReLU),
                $"{{\"negative_slope\": {layer.NegativeSlope}, \"threshold\": {layer.Threshold}}}",
                "TensorFlow.js has a greatest value alone.");
    }
}
