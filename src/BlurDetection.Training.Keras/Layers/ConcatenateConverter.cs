using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

internal sealed class ConcatenateConverter : LayerConverter<Concatenate>
{
    // Of planes the channels are the fourth axis, of vectors the second.
    internal override Layer Read(LayerConfig config) => config.Int("axis", -1) is -1 or 3
        ? new Concatenate()
        : throw config.Unsupported("only the last axis, the channels, can be joined.");

    private protected override void Write(Concatenate layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) => config["axis"] = -1;
}
