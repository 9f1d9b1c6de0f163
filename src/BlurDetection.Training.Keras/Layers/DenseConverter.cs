using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class DenseConverter : LayerConverter<Dense>
{
    internal override Layer Read(LayerConfig config) =>
        new Dense(config.Int("units")) { Activation = config.Activation(), UseBias = config.Bool("use_bias", true) };

    private protected override void Write(Dense layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        config["units"] = layer.Units;
        config["activation"] = Activation(layer.Activation, place, dialect);
        config["use_bias"] = layer.UseBias;
    }

    private protected override IReadOnlyList<WeightRule> Weights(Dense layer, LayerShape input) =>
        Kernel(layer.UseBias, new WeightRule("kernel", "kernel", KernelLayout.Dense));
}
