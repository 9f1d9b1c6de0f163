using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class MaxPooling2DConverter : LayerConverter<MaxPooling2D>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        var pool = config.Extent("pool_size", 2);
        return new MaxPooling2D(pool) { Strides = config.Extent("strides", pool), Padding = config.Padding() };
    }

    private protected override void Write(MaxPooling2D layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        config["pool_size"] = Pair(layer.PoolSize);
        config["strides"] = Pair(layer.Strides ?? layer.PoolSize);
        config["padding"] = Name(layer.Padding);
        config["data_format"] = "channels_last";
    }
}
