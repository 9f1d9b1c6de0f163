using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

/// <summary>A converter of one type of layer.</summary>
internal abstract class LayerConverter<T> : LayerConverter where T : Layer
{
    internal override Type LayerType => typeof(T);

    internal override IReadOnlyList<string> ClassNames => [typeof(T).Name];

    internal sealed override void Write(ResolvedLayer layer, KerasDialect dialect, JsonObject config) =>
        Write((T)layer.Layer, layer, dialect, config);

    internal sealed override IReadOnlyList<WeightRule> Weights(Layer layer, LayerShape input) => Weights((T)layer, input);

    private protected abstract void Write(T layer, ResolvedLayer place, KerasDialect dialect, JsonObject config);

    private protected virtual IReadOnlyList<WeightRule> Weights(T layer, LayerShape input) => [];

    private protected static string Activation(ActivationFunction function, ResolvedLayer place, KerasDialect dialect) =>
        ActivationNames.Write(function, dialect, place.Name, place.Layer.GetType().Name);
}
