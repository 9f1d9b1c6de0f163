using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class SoftmaxConverter : LayerConverter<Softmax>
{
    internal override Layer Read(LayerConfig config) => config.Int("axis", -1) is -1 or 3
        ? new Softmax()
        : throw config.Unsupported("only over the last axis, the channels.");

    private protected override void Write(Softmax layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) => config["axis"] = -1;
}
