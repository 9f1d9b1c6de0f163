using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class CenterCropConverter : LayerConverter<CenterCrop>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        if (config.Dialect == KerasDialect.TensorFlowJs)
            throw config.Unsupported("in TensorFlow.js it cuts another column than in Keras where one is cut.");
        return new CenterCrop(config.Int("height"), config.Int("width"));
    }

    private protected override void Write(CenterCrop layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (dialect == KerasDialect.TensorFlowJs)
            throw new UnsupportedKerasLayerException(place.Name, nameof(CenterCrop), "{}",
                "in TensorFlow.js it cuts another column than in Keras where one is cut.");
        (config["height"], config["width"]) = (layer.Height, layer.Width);
    }
}
