using BlurDetection.Imaging;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Data;

/// <summary>Several sources of samples as one: real images and synthesised ones, say.</summary>
internal sealed class MixedTrainingData : ITrainingData
{
    private readonly IReadOnlyList<ITrainingData> _parts;

    /// <summary>Puts sources one after the other; the trainer shuffles them.</summary>
    /// <param name="parts">At least one.</param>
    public MixedTrainingData(params IReadOnlyList<ITrainingData> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count, nameof(parts));
        (_parts, Count) = (parts, parts.Sum(part => part.Count));
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public TrainingSample Load(int index, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        foreach (ITrainingData part in _parts)
        {
            if (index < part.Count) return part.Load(index, seed);
            index -= part.Count;
        }
        throw new ArgumentOutOfRangeException(nameof(index));
    }

    internal static ITrainingData WithSynthesized(ITrainingData real, string sharpFolder, Preprocessing preprocessing, double share,
        SynthesisSource source, CancellationToken cancellationToken)
    {
        int count = Math.Max(1, (int)Math.Round(share * real.Count));
        return new MixedTrainingData(real, new SynthesizedTrainingData(sharpFolder, count, preprocessing, source, cancellationToken));
    }
}
