using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>Samples of one size as tensors.</summary>
internal sealed record Batch(Tensor Images, Tensor Targets, Tensor Weights, IReadOnlyList<int> Positions)
{
    private IReadOnlyList<TrainingSample> _samples = [];

    /// <summary>Ground truth and weights of another output, both of its shape; <see langword="null"/> where no sample has any.</summary>
    /// <param name="output">Its name.</param>
    /// <param name="shape">The output's shape for this batch.</param>
    /// <exception cref="InvalidOperationException">A sample's ground truth has another number of values.</exception>
    internal (Tensor Values, Tensor Weights)? TargetOf(string output, long[] shape)
    {
        if (!_samples.Any(sample => sample.Targets.ContainsKey(output))) return null;
        int size = (int)(shape.Aggregate(1L, (product, side) => product * side) / _samples.Count);
        float[] values = new float[size * _samples.Count], weights = new float[values.Length];
        for (int i = 0; i < _samples.Count; i++)
        {
            if (!_samples[i].Targets.TryGetValue(output, out var target)) continue;
            if (target.Values.Count != size || (target.Weights is { } given && given.Count != size))
                throw new InvalidOperationException($"The ground truth of the output '{output}' has {target.Values.Count} values for one " +
                    $"sample, but the network gives {size}: [{string.Join(", ", shape[1..])}].");
            for (int at = 0; at < size; at++)
                (values[i * size + at], weights[i * size + at]) = (target.Values[at], target.Weights?[at] ?? 1);
        }
        return (TensorMemory.Copy(values, shape).to(Images.device), TensorMemory.Copy(weights, shape).to(Images.device));
    }

    /// <summary>One batch for each size among the samples.</summary>
    internal static IEnumerable<Batch> Collate(IReadOnlyList<TrainingSample> samples, int classes, Device device) =>
        samples.Select((sample, i) => (sample, i))
            .GroupBy(s => (s.sample.Image.Channels, s.sample.Image.Height, s.sample.Image.Width))
            .Select(g => Create([.. g.Select(s => s.sample)], [.. g.Select(s => s.i)], classes, device));

    private static Batch Create(IReadOnlyList<TrainingSample> samples, IReadOnlyList<int> positions, int classes, Device device)
    {
        var first = samples[0].Image;
        var length = first.Channels * first.Height * first.Width;
        var pixels = new float[(long)length * samples.Count];
        var targets = new float[classes * samples.Count];
        for (var i = 0; i < samples.Count; i++)
        {
            samples[i].Image.Pixels.CopyTo(pixels.AsSpan(i * length, length));
            if (samples[i].Target.Count != classes)
                throw new ArgumentException(
                    $"A sample's target has {samples[i].Target.Count} values, but the network has {classes} classes.");
            for (var c = 0; c < classes; c++) targets[i * classes + c] = samples[i].Target[c];
        }
        return new Batch(
            TensorMemory.Copy(pixels, [samples.Count, first.Channels, first.Height, first.Width]).to(device),
            TensorMemory.Copy(targets, [samples.Count, classes]).to(device),
            TensorMemory.Copy([.. samples.Select(s => s.Weight)], [samples.Count]).to(device),
            positions) { _samples = samples };
    }
}
