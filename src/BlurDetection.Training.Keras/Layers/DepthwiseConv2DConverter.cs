using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class DepthwiseConv2DConverter : LayerConverter<DepthwiseConv2D>
{
    internal override int Multiplier(Layer layer) => ((DepthwiseConv2D)layer).DepthMultiplier;

    internal override Layer Read(LayerConfig config)
    {
        config.RequireChannelsLast();
        // Keras 2 also writes what it has from Conv2D.
        if (config["filters"] is not null) throw config.Unsupported("the option filters is not supported.");
        if (config.Int("groups", 1) != 1) throw config.Unsupported("the option groups is not supported.");
        // It saves the option and computes without it.
        if (config.Dialect == KerasDialect.TensorFlowJs && config.Extent("dilation_rate", 1) != 1)
            throw config.Unsupported("TensorFlow.js does not heed its dilation_rate.");
        return new DepthwiseConv2D(config.Extent("kernel_size"))
        {
            DepthMultiplier = config.Int("depth_multiplier", 1),
            Strides = config.Extent("strides", 1),
            Padding = config.Padding(),
            DilationRate = config.Extent("dilation_rate", 1),
            Activation = config.Activation(),
            UseBias = config.Bool("use_bias", true),
        };
    }

    private protected override void Write(DepthwiseConv2D layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        if (dialect == KerasDialect.TensorFlowJs && layer.DilationRate != 1)
            throw new UnsupportedKerasLayerException(place.Name, nameof(DepthwiseConv2D),
                $"{{\"dilation_rate\": [{layer.DilationRate.Height}, {layer.DilationRate.Width}]}}",
                "TensorFlow.js does not heed its dilation_rate.");
        config["kernel_size"] = Pair(layer.KernelSize);
        config["strides"] = Pair(layer.Strides);
        config["padding"] = Name(layer.Padding);
        config["depth_multiplier"] = layer.DepthMultiplier;
        config["data_format"] = "channels_last";
        config["dilation_rate"] = Pair(layer.DilationRate);
        config["activation"] = Activation(layer.Activation, place, dialect);
        config["use_bias"] = layer.UseBias;
    }

    // Keras 3 calls it "kernel", Keras 2 and TensorFlow.js "depthwise_kernel".
    private protected override IReadOnlyList<WeightRule> Weights(DepthwiseConv2D layer, LayerShape input) =>
        Kernel(layer.UseBias, new WeightRule("depthwise_kernel", "kernel", KernelLayout.Depthwise));
}
