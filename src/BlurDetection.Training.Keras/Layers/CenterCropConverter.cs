using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class CenterCropConverter : LayerConverter<CenterCrop>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        // What its crop_and_resize gives lies up to a pixel beside a crop.
        if (config.Dialect == KerasDialect.TensorFlowJs) throw config.Unsupported("TensorFlow.js resamples instead of cropping.");
        return new CenterCrop(config.Int("height"), config.Int("width"));
    }

    private protected override void Write(CenterCrop layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (dialect == KerasDialect.TensorFlowJs) throw new UnsupportedKerasLayerException(place.Name, nameof(CenterCrop), "{}", "TensorFlow.js resamples instead of cropping.");
        (config["height"], config["width"]) = (layer.Height, layer.Width);
    }
}
