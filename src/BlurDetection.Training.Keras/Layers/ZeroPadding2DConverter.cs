using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class ZeroPadding2DConverter : LayerConverter<ZeroPadding2D>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        if (config["padding"] is JsonArray { Count: 2 } sides && sides[0] is JsonArray { Count: 2 } rows
            && sides[1] is JsonArray { Count: 2 } columns)
        {
            int Side(JsonNode? node) => LayerConfig.AsInt(node) ?? throw config.Unsupported($"padding is {sides.ToJsonString()}.");
            return new ZeroPadding2D(Side(rows[0]), Side(rows[1]), Side(columns[0]), Side(columns[1]));
        }
        var (height, width) = config.Extent("padding", 1);
        return new ZeroPadding2D(height, height, width, width);
    }

    private protected override void Write(ZeroPadding2D layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        config["padding"] = new JsonArray(new JsonArray(layer.Top, layer.Bottom), new JsonArray(layer.Left, layer.Right));
        config["data_format"] = "channels_last";
    }
}
