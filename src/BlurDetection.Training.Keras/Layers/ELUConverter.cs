using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class ELUConverter : LayerConverter<ELU>
{
    internal override Layer Read(LayerConfig config) => new ELU { Alpha = config.Double("alpha", 1) };

    private protected override void Write(ELU layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (dialect == KerasDialect.TensorFlowJs && layer.Alpha != 1)
            throw new UnsupportedKerasLayerException(place.Name, nameof(ELU), $"{{\"alpha\": {layer.Alpha}}}",
                "TensorFlow.js has an alpha of 1 alone.");
        config["alpha"] = layer.Alpha;
    }
}
