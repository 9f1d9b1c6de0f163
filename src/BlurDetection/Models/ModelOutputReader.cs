using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Reads the outputs that a graph has and the caller wants.</summary>
internal sealed class ModelOutputReader : IModelOutputReader
{
    internal const int KindCount = 3;

    /// <summary>How far the probability of the most likely kind must stand above the next one's for it to be told.</summary>
    internal const float KindMargin = 0.2f;

    private readonly int _blurIndex;
    private readonly bool _logits;
    private readonly string[] _withMap;
    private readonly string[] _withoutMap;

    public ModelOutputReader(IReadOnlyCollection<string> outputs, string probabilities, int blurIndex, bool logits)
    {
        _blurIndex = blurIndex;
        _logits = logits;
        string[] optional = [ModelTensors.Evidence, ModelTensors.Kind, ModelTensors.Strength];
        _withoutMap = [probabilities, .. optional.Where(outputs.Contains)];
        string[] local = [ModelTensors.Map, ModelTensors.Directions];
        _withMap = outputs.Contains(ModelTensors.Map) ? [.. _withoutMap, .. local.Where(outputs.Contains)] : _withoutMap;
    }

    public string[] Names(bool map) => map ? _withMap : _withoutMap;

    public ModelOutput Read(IReadOnlyList<OrtValue> values, bool map, ModelSession.Lease lease, RunOptions run)
    {
        string[] names = Names(map);
        float? evidence = null, strength = null;
        BlurKind? kind = null;
        BlurMap? cells = null;
        DirectionalWidths? widths = null;
        for (var i = 1; i < names.Length; i++)
        {
            switch (names[i])
            {
                case ModelTensors.Evidence: evidence = OutputTensors.Finite(values[i], names[i], 1)[0]; break;
                case ModelTensors.Strength: strength = OutputTensors.Finite(values[i], names[i], 1)[0]; break;
                case ModelTensors.Kind: kind = MostLikely(OutputTensors.Finite(values[i], names[i], KindCount)); break;
                case ModelTensors.Map: cells = OutputTensors.Map(values[i]); break;
                case ModelTensors.Directions: widths = OutputTensors.Widths(values[i]); break;
            }
        }
        return new ModelOutput(Probability(values[0]), evidence, kind, strength, cells, widths);
    }

    private float Probability(OrtValue output)
    {
        var values = output.GetTensorDataAsSpan<float>();
        var probability = values.Length switch
        {
            1 => Single(_logits ? Logistic(values[0]) : values[0]),
            2 => _logits ? Logistic(values[_blurIndex] - values[1 - _blurIndex]) : values[_blurIndex],
            _ => throw new InvalidModelException(
                $"The model's output has {values.Length} values for one image; a blur classifier has two classes."),
        };
        return float.IsFinite(probability)
            ? Math.Clamp(probability, 0, 1)
            : throw new InvalidModelException(
                "The model's output is not a finite number; its weights are damaged or it expects another range of pixel values.");
    }

    private float Single(float probability) => _blurIndex == 0 ? probability : 1 - probability;

    internal static float Logistic(float logit) => 1 / (1 + MathF.Exp(-logit));

    /// <summary>The kind that stands out; <see langword="null"/> where two are about as likely.</summary>
    internal static BlurKind? MostLikely(ReadOnlySpan<float> probabilities)
    {
        var (best, next) = (0, -1);
        for (var i = 1; i < KindCount; i++)
        {
            if (probabilities[i] > probabilities[best]) (best, next) = (i, best);
            else if (next < 0 || probabilities[i] > probabilities[next]) next = i;
        }
        return probabilities[best] - probabilities[next] >= KindMargin ? (BlurKind)best : null;
    }
}
