using BlurDetection.Inference;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Reads a graph whose last layers run in a <see cref="PooledHead"/>.</summary>
internal sealed class FusedOutputReader : IModelOutputReader
{
    private readonly PooledHead _head;
    private readonly int _blurIndex;
    private readonly string[] _withMap, _withoutMap;

    /// <param name="head">The last layers.</param>
    /// <param name="others">The other outputs of the graph.</param>
    /// <param name="blurIndex">Place of blur in the probabilities.</param>
    public FusedOutputReader(PooledHead head, IReadOnlyCollection<string> others, int blurIndex)
    {
        (_head, _blurIndex) = (head, blurIndex);
        _withoutMap = [.. head.Tensors];
        string[] local = [ModelTensors.Map, ModelTensors.Directions];
        _withMap = others.Contains(ModelTensors.Map) ? [.. _withoutMap, .. local.Where(others.Contains)] : _withoutMap;
    }

    public string[] Names(bool map) => map ? _withMap : _withoutMap;

    public ModelOutput Read(string[] names, IReadOnlyList<OrtValue> values)
    {
        Span<float> results = stackalloc float[_head.Length];
        _head.Run(values, results);
        foreach (float value in results)
        {
            if (!float.IsFinite(value))
                throw new InvalidModelException("The model's output is not a finite number; its weights are damaged.");
        }
        ModelOutput output = default;
        foreach (string name in _head.Outputs)
        {
            switch (name)
            {
                case ModelTensors.Probabilities:
                    output = output with { Probability = ModelOutputReader.Logistic(results[_blurIndex] - results[1 - _blurIndex]) };
                    results = results[2..];
                    break;
                case ModelTensors.Evidence:
                    output = output with { Evidence = ModelOutputReader.Logistic(results[0]) };
                    results = results[1..];
                    break;
                case ModelTensors.Strength:
                    output = output with { Strength = results[0] };
                    results = results[1..];
                    break;
                case ModelTensors.Kind:
                    Softmax(results[..ModelOutputReader.KindCount]);
                    output = output with { Kind = ModelOutputReader.MostLikely(results[..ModelOutputReader.KindCount]) };
                    results = results[ModelOutputReader.KindCount..];
                    break;
            }
        }
        for (int i = _head.Tensors.Count; i < names.Length; i++)
        {
            if (names[i] == ModelTensors.Map) output = output with { Map = OutputTensors.Map(values[i]) };
            else output = output with { Widths = OutputTensors.Widths(values[i]) };
        }
        return output;
    }

    private static void Softmax(Span<float> values)
    {
        float most = float.MinValue, sum = 0;
        foreach (float value in values) most = Math.Max(most, value);
        foreach (ref float value in values) sum += value = MathF.Exp(value - most);
        foreach (ref float value in values) value /= sum;
    }
}
