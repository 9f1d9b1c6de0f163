using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class PReLUConverter : LayerConverter<PReLU>
{
    internal override Layer Read(LayerConfig config) => config["shared_axes"] switch
    {
        null or JsonArray { Count: 0 } => new PReLU { Shared = false },
        JsonArray { Count: 2 } axes when LayerConfig.AsInt(axes[0]) == 1 && LayerConfig.AsInt(axes[1]) == 2 => new PReLU(),
        var other => throw config.Unsupported($"shared_axes {other.ToJsonString()} are not supported; [1, 2] and none are."),
    };

    private protected override void Write(PReLU layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        config["shared_axes"] = layer.Shared && place.InputShapes[0].IsSpatial ? new JsonArray(1, 2) : null;

    private protected override IReadOnlyList<WeightRule> Weights(PReLU layer, LayerShape input) =>
        [new("alpha", "alpha", !input.IsSpatial ? KernelLayout.Vector : layer.Shared ? KernelLayout.ChannelOfPlane : KernelLayout.Plane)];
}
