using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class FlattenConverter : LayerConverter<Flatten>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        return new Flatten();
    }

    private protected override void Write(Flatten layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        config["data_format"] = "channels_last";
}
