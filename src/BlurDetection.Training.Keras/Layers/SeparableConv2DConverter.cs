using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class SeparableConv2DConverter : LayerConverter<SeparableConv2D>
{
    internal override int Multiplier(Layer layer) => ((SeparableConv2D)layer).DepthMultiplier;

    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        if (config.Int("groups", 1) != 1) throw config.Unsupported("the option groups is not supported.");
        return new SeparableConv2D(config.Int("filters"), config.Extent("kernel_size"))
        {
            DepthMultiplier = config.Int("depth_multiplier", 1),
            Strides = config.Extent("strides", 1),
            Padding = config.Padding(),
            DilationRate = config.Extent("dilation_rate", 1),
            Activation = config.Activation(),
            UseBias = config.Bool("use_bias", true),
        };
    }

    private protected override void Write(SeparableConv2D layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        config["filters"] = layer.Filters;
        config["kernel_size"] = Pair(layer.KernelSize);
        config["strides"] = Pair(layer.Strides);
        config["padding"] = Name(layer.Padding);
        config["depth_multiplier"] = layer.DepthMultiplier;
        config["data_format"] = "channels_last";
        config["dilation_rate"] = Pair(layer.DilationRate);
        config["activation"] = Activation(layer.Activation, place, dialect);
        config["use_bias"] = layer.UseBias;
    }

    private protected override IReadOnlyList<WeightRule> Weights(SeparableConv2D layer, LayerShape input) => Kernel(layer.UseBias,
        new WeightRule("depthwise_kernel", "depthwise_kernel", KernelLayout.Depthwise),
        new WeightRule("pointwise_kernel", "pointwise_kernel", KernelLayout.Convolution));
}
