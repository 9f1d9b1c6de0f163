using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class Conv2DConverter : LayerConverter<Conv2D>
{
    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        return new Conv2D(config.Int("filters"), config.Extent("kernel_size"))
        {
            Strides = config.Extent("strides", 1),
            Padding = config.Padding(),
            DilationRate = config.Extent("dilation_rate", 1),
            Groups = config.Int("groups", 1),
            Activation = config.Activation(),
            UseBias = config.Bool("use_bias", true),
        };
    }

    private protected override void Write(Conv2D layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (layer.KernelBits is not null)
            throw new UnsupportedKerasLayerException(place.Name, nameof(Conv2D), $"{{\"kernel_bits\": {layer.KernelBits}}}",
                "Keras has no quantised convolution: export the model that was quantised.");
        config["filters"] = layer.Filters;
        config["kernel_size"] = Pair(layer.KernelSize);
        config["strides"] = Pair(layer.Strides);
        config["padding"] = Name(layer.Padding);
        config["data_format"] = "channels_last";
        config["dilation_rate"] = Pair(layer.DilationRate);
        if (layer.Groups != 1 && dialect == KerasDialect.TensorFlowJs)
            throw new UnsupportedKerasLayerException(place.Name, nameof(Conv2D), $"{{\"groups\": {layer.Groups}}}",
                "TensorFlow.js has no groups.");
        if (dialect != KerasDialect.TensorFlowJs) config["groups"] = layer.Groups;
        config["activation"] = Activation(layer.Activation, place, dialect);
        config["use_bias"] = layer.UseBias;
    }

    private protected override IReadOnlyList<WeightRule> Weights(Conv2D layer, LayerShape input) =>
        Kernel(layer.UseBias, new WeightRule("kernel", "kernel", KernelLayout.Convolution));
}
