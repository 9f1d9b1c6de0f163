using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class GlobalAveragePooling2DConverter : LayerConverter<GlobalAveragePooling2D>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        return new GlobalAveragePooling2D { KeepDims = config.Bool("keepdims", false) };
    }

    private protected override void Write(GlobalAveragePooling2D layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        config["data_format"] = "channels_last";
        if (dialect != KerasDialect.TensorFlowJs) config["keepdims"] = layer.KeepDims;
        else if (layer.KeepDims)
            throw new UnsupportedKerasLayerException(place.Name, nameof(GlobalAveragePooling2D), "{\"keepdims\": true}",
                "TensorFlow.js pools to a vector alone.");
    }
}
