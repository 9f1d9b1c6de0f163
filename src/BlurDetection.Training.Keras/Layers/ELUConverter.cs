using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class ELUConverter : LayerConverter<ELU>
{
    internal override Layer Read(LayerConfig config) => new ELU { Alpha = config.Double("alpha", 1) };

    private protected override void Write(ELU layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) => config["alpha"] = layer.Alpha;
}
