using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class DropoutConverter : LayerConverter<Dropout>
{
    internal override Layer Read(LayerConfig config) => new Dropout(config.Double("rate"));

    private protected override void Write(Dropout layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        config["rate"] = layer.Rate;
}
