using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class ActivationConverter : LayerConverter<Activation>
{
    internal override Layer Read(LayerConfig config) => new Activation(config.Activation());

    private protected override void Write(Activation layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        config["activation"] = Activation(layer.Function, place, dialect);
}
