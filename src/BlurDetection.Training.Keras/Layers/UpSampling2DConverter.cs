using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class UpSampling2DConverter : LayerConverter<UpSampling2D>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        return new UpSampling2D
        {
            Size = config.Extent("size", 2),
            Interpolation = config.Text("interpolation", "nearest") switch
            {
                "bilinear" => Interpolation.Bilinear,
                "nearest" => Interpolation.Nearest,
                var other => throw config.Unsupported($"the interpolation '{other}' is not supported; 'bilinear' and 'nearest' are."),
            },
            Coordinates = Meant(config.Dialect),
        };
    }

    private protected override void Write(UpSampling2D layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (layer.Size is not { } size)
            throw new UnsupportedKerasLayerException(place.Name, nameof(UpSampling2D), "{}",
                "Keras enlarges by a factor, not to the size of another layer.");
        if (layer.Interpolation == Interpolation.Bilinear && layer.Coordinates != Meant(dialect))
            throw new UnsupportedKerasLayerException(place.Name, nameof(UpSampling2D), $"{{\"coordinates\": \"{layer.Coordinates}\"}}",
                $"{dialect} enlarges with {Meant(dialect)} alone.");
        config["size"] = Pair(size);
        config["data_format"] = "channels_last";
        config["interpolation"] = layer.Interpolation == Interpolation.Bilinear ? "bilinear" : "nearest";
    }

    private static SampleCoordinates Meant(KerasDialect dialect) =>
        dialect == KerasDialect.TensorFlowJs ? SampleCoordinates.Asymmetric : SampleCoordinates.HalfPixel;
}
