using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class ResizingConverter : LayerConverter<Resizing>
{
    internal override Layer Read(LayerConfig config)
    {
        // Its layer of this name says a shape without the batch, so that hardly any layer can follow it.
        if (config.Dialect == KerasDialect.TensorFlowJs) throw config.Unsupported("in TensorFlow.js it does not work inside a model.");
        config.RequireChannelsLast();
        foreach (string option in new[] { "crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias" })
            if (config.Bool(option, false)) throw config.Unsupported($"{option} is not supported.");
        _ = (config["fill_mode"], config["fill_value"]);
        return new Resizing(config.Int("height"), config.Int("width"))
        {
            Interpolation = config.Text("interpolation", "bilinear") switch
            {
                "bilinear" => Interpolation.Bilinear,
                "nearest" => Interpolation.Nearest,
                var other => throw config.Unsupported($"the interpolation '{other}' is not supported; 'bilinear' and 'nearest' are."),
            },
        };
    }

    private protected override void Write(Resizing layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (dialect == KerasDialect.TensorFlowJs)
            throw new UnsupportedKerasLayerException(place.Name, nameof(Resizing), "{}",
                "in TensorFlow.js it does not work inside a model.");
        (config["height"], config["width"]) = (layer.Height, layer.Width);
        config["interpolation"] = layer.Interpolation == Interpolation.Bilinear ? "bilinear" : "nearest";
        config["crop_to_aspect_ratio"] = false;
    }
}
