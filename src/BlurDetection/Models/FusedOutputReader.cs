using BlurDetection.Buffers;
using BlurDetection.Imaging;
using BlurDetection.Inference;
using BlurDetection.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Reads a graph whose last layers run in a <see cref="PooledHead"/>.</summary>
internal sealed class FusedOutputReader : IModelOutputReader
{
    private readonly PooledHead _head;
    private readonly MapNetwork? _map;
    private readonly int _blurIndex;
    private readonly string[] _withMap, _withoutMap;

    /// <param name="network">The layers outside the graph.</param>
    /// <param name="others">The other outputs of the graph.</param>
    /// <param name="blurIndex">Place of blur in the probabilities.</param>
    public FusedOutputReader(FusedNetwork network, IReadOnlyCollection<string> others, int blurIndex)
    {
        (_head, _map, _blurIndex) = (network.Head, network.Map, blurIndex);
        _withoutMap = [.. _head.Sources.Select(source => CellOrder.Name(source.Tensor))];
        string[] local = [ModelTensors.Map, ModelTensors.Directions];
        _withMap = others.Contains(ModelTensors.Map) ? [.. _withoutMap, .. local.Where(others.Contains)] : _withoutMap;
    }

    public string[] Names(bool map) => map ? _withMap : _withoutMap;

    public ModelOutput Read(IReadOnlyList<OrtValue> values, bool map, ModelSession.Lease lease, RunOptions run)
    {
        float[] rented = BoundedPool<float>.Rent(_head.PooledLength);
        var pooled = rented.AsSpan(0, _head.PooledLength);
        try
        {
            _head.Pool(new FeatureCells(values), pooled);
            var output = Read(pooled);
            return !map ? output : _map is null ? WithMap(output, values) : WithMap(output, values, pooled, _map, lease, run);
        }
        finally
        {
            BoundedPool<float>.Return(rented);
        }
    }

    private ModelOutput WithMap(ModelOutput output, IReadOnlyList<OrtValue> values)
    {
        for (int i = _withoutMap.Length; i < _withMap.Length; i++)
        {
            if (_withMap[i] == ModelTensors.Map) output = output with { Map = OutputTensors.Map(values[i]) };
            else output = output with { Widths = OutputTensors.Widths(values[i]) };
        }
        return output;
    }

    private static ModelOutput WithMap(ModelOutput output, IReadOnlyList<OrtValue> values, ReadOnlySpan<float> pooled, MapNetwork network,
        ModelSession.Lease lease, RunOptions run)
    {
        var (width, height) = new FeatureCells(values).Size;
        int cells = width * height;
        float[] map = new float[MapLogits.Planes * cells], directions = new float[network.Directions * cells];
        network.Run(lease.Others, run, values, pooled, map, directions);
        var widths = network.Directions == 0 ? null : new DirectionalWidths(width, height, directions);
        return output with { Map = new BlurMap(width, height, map.AsMemory(0, cells), map.AsMemory(cells)), Widths = widths };
    }

    private ModelOutput Read(ReadOnlySpan<float> pooled)
    {
        Span<float> results = stackalloc float[_head.Length];
        _head.Run(pooled, results);
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
