using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class MultiplyConverter : LayerConverter<Multiply>
{
    internal override Layer Read(LayerConfig config) => new Multiply();

    private protected override void Write(Multiply layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
    }
}
