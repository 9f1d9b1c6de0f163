using System.Globalization;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Hdf5;

/// <summary>Weights of the newer layout: numbered variables below paths that follow the model's structure.</summary>
internal sealed class VariableWeights(Hdf5Reader file, string source) : IWeightSource
{
    private const string Layers = "layers", Before213 = "_layer_checkpoint_dependencies";

    public IReadOnlyList<KerasArray> Read(GraphNode layer, IReadOnlyList<WeightRule> rules)
    {
        string path = Path(layer);
        int most = layer.Config.ClassName == nameof(Normalization) ? rules.Count + 1 : rules.Count;
        if (file.Has($"{path}/{most.ToString(CultureInfo.InvariantCulture)}"))
            throw new InvalidModelException($"{source}: the layer '{layer.Key}' has {rules.Count} weights, but '{path}' has more.");
        return [.. rules.Select((_, i) => file.Floats($"{path}/{i.ToString(CultureInfo.InvariantCulture)}"))];
    }

    private string Path(GraphNode layer)
    {
        string path = $"{layer.VariablePath}/vars";
        if (file.Has(path)) return path;
        string older = path.Replace(Layers + "/", Before213 + "/", StringComparison.Ordinal);
        return file.Has(older) ? older
            : throw new InvalidModelException($"{source}: there are no weights of the layer '{layer.Key}' at '{path}'.");
    }
}
