using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class BatchNormalizationConverter : LayerConverter<BatchNormalization>
{
    internal override bool HasAxis => true;

    internal override IReadOnlyList<string> ClassNames => [nameof(BatchNormalization), "BatchNormalizationV1", "SyncBatchNormalization"];

    internal override Layer Read(LayerConfig config)
    {
        _ = config["axis"];
        if (config.Bool("renorm", false)) throw config.Unsupported("renorm is not supported.");
        return new BatchNormalization
        {
            Momentum = config.Double("momentum", 0.99),
            Epsilon = config.Double("epsilon", 1e-3),
            Scale = config.Bool("scale", true),
            Center = config.Bool("center", true),
        };
    }

    private protected override void Write(BatchNormalization layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
        config["axis"] = -1;
        config["momentum"] = layer.Momentum;
        config["epsilon"] = layer.Epsilon;
        config["center"] = layer.Center;
        config["scale"] = layer.Scale;
    }

    private protected override IReadOnlyList<WeightRule> Weights(BatchNormalization layer, LayerShape input)
    {
        List<string> names = ["moving_mean", "moving_variance"];
        if (layer.Center) names.Insert(0, "beta");
        if (layer.Scale) names.Insert(0, "gamma");
        return [.. names.Select(name => new WeightRule(name, name, KernelLayout.Vector))];
    }
}
