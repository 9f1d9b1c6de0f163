using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class AddConverter : LayerConverter<Add>
{
    internal override Layer Read(LayerConfig config) => new Add();

    private protected override void Write(Add layer, ResolvedLayer place, KerasDialect dialect, JsonObject config)
    {
    }
}
