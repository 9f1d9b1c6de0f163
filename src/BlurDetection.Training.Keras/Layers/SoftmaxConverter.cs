using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class SoftmaxConverter : LayerConverter<Softmax>
{
    internal override bool HasAxis => true;

    internal override Layer Read(LayerConfig config)
    {
        _ = config["axis"];
        return new Softmax();
    }

    private protected override void Write(Softmax layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        config["axis"] = -1;
}
