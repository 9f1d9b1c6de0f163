using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class LeakyReLUConverter : LayerConverter<LeakyReLU>
{
    // "alpha" in Keras 2 and TensorFlow.js.
    internal override Layer Read(LayerConfig config) => new LeakyReLU
    {
        NegativeSlope = config["negative_slope"] is null ? config.Double("alpha", 0.3) : config.Double("negative_slope"),
    };

    private protected override void Write(LeakyReLU layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        config[dialect == KerasDialect.Keras3 ? "negative_slope" : "alpha"] = layer.NegativeSlope;
}
