using System.Runtime.Intrinsics;
using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Inference;

/// <summary>Turns the features of all cells into one vector, in two passes over their bytes.</summary>
/// <param name="sources">The features, in the order of the vector.</param>
/// <param name="parts">The statistics, in the order of the vector, whose length is parts x features.</param>
internal sealed unsafe class FeaturePooling(FeatureSource[] sources, PooledPart[] parts)
{
    private const int Step = FeatureSource.Multiple;

    /// <summary>Features of all sources.</summary>
    public int Features { get; } = sources.Sum(source => source.Channels);

    /// <summary>Length of the vector.</summary>
    public int Length => Features * parts.Length;

    /// <summary>Computes the vector.</summary>
    /// <param name="cells">The bytes of each source.</param>
    /// <param name="width">Cells of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pooled">Takes the vector.</param>
    public void Pool(FeatureCells cells, int width, int height, Span<float> pooled)
    {
        int count = width * height;
        float[] attention = BoundedPool<float>.Rent(parts.Length * count);
        long[] sums = BoundedPool<long>.Rent(FeatureSums.Kinds * Features);
        sums.AsSpan(0, FeatureSums.Kinds * Features).Clear();
        pooled[..Length].Clear();
        fixed (float* weights = attention, attended = pooled)
        fixed (long* counted = sums)
        {
            for (int part = 0; part < parts.Length; part++)
                if (parts[part].Statistic == FeatureStatistic.Attended) Attend(cells, parts[part].Weights, weights + part * count, count);
            int feature = 0;
            for (int source = 0; source < sources.Length; source++)
            {
                int channels = sources[source].Channels;
                byte* values = cells.Of(source, channels * count);
                new FeatureSums(values, channels, width, height).AddTo(counted + feature, Features);
                for (int part = 0; part < parts.Length; part++)
                {
                    if (parts[part].Statistic == FeatureStatistic.Attended)
                        AddWeighted(values, channels, weights + part * count, count, attended + part * Features + feature);
                }
                feature += channels;
            }
        }
        Finish(sums, width, height, pooled);
        BoundedPool<long>.Return(sums);
        BoundedPool<float>.Return(attention);
    }

    private void Finish(ReadOnlySpan<long> sums, int width, int height, Span<float> pooled)
    {
        double cells = width * height, middle = FeatureSums.MiddleCells(width, height);
        int feature = 0;
        foreach (var source in sources)
        {
            for (int end = feature + source.Channels; feature < end; feature++)
            {
                double mean = sums[feature] / cells, square = sums[Features + feature] / cells;
                for (int part = 0; part < parts.Length; part++)
                {
                    ref float value = ref pooled[part * Features + feature];
                    value = parts[part].Statistic switch
                    {
                        FeatureStatistic.Mean => (float)(mean * source.Scale),
                        FeatureStatistic.Spread =>
                            (float)Math.Sqrt((square - mean * mean) * source.Scale * source.Scale + parts[part].Epsilon),
                        FeatureStatistic.Attended => value * source.Scale,
                        _ => (float)(sums[2 * Features + feature] / middle * source.Scale),
                    };
                }
            }
        }
    }

    // Softmax over all cells.
    private void Attend(FeatureCells cells, float[] weights, float* to, int count)
    {
        var logits = new Span<float>(to, count);
        logits.Clear();
        int feature = 0;
        fixed (float* own = weights)
        {
            for (int source = 0; source < sources.Length; source++)
            {
                int channels = sources[source].Channels;
                byte* values = cells.Of(source, channels * count);
                for (int cell = 0; cell < count; cell++)
                    to[cell] += Dot(values + cell * channels, own + feature, channels) * sources[source].Scale;
                feature += channels;
            }
        }
        float most = float.MinValue;
        foreach (float logit in logits) most = Math.Max(most, logit);
        double sum = 0;
        int at = 0;
        for (; at + Step <= count; at += Step)
        {
            var weight = Vector256.Exp(Vector256.Load(to + at) - Vector256.Create(most));
            weight.Store(to + at);
            sum += Vector256.Sum(weight);
        }
        for (; at < count; at++) sum += to[at] = MathF.Exp(to[at] - most);
        float share = (float)(1 / sum);
        foreach (ref float weight in logits) weight *= share;
    }

    private static float Dot(byte* values, float* weights, int channels)
    {
        var sums = Vector256<float>.Zero;
        for (int channel = 0; channel < channels; channel += Step)
            sums = Vector256.FusedMultiplyAdd(CellBytes.Load(values + channel), Vector256.Load(weights + channel), sums);
        return Vector256.Sum(sums);
    }

    // A block of cells at a time, which stays in the cache while its channels are gone through.
    private static void AddWeighted(byte* values, int channels, float* weights, int count, float* to)
    {
        const int block = 128;
        for (int start = 0; start < count; start += block)
        {
            int end = Math.Min(count, start + block);
            for (int channel = 0; channel < channels; channel += Step)
            {
                Vector256<float> sums = Vector256.Load(to + channel), others = default;
                byte* own = values + channel;
                int cell = start;
                for (; cell + 2 <= end; cell += 2)
                {
                    sums = Add(own + cell * channels, weights[cell], sums);
                    others = Add(own + (cell + 1) * channels, weights[cell + 1], others);
                }
                if (cell < end) sums = Add(own + cell * channels, weights[cell], sums);
                (sums + others).Store(to + channel);
            }
        }
    }

    private static Vector256<float> Add(byte* values, float weight, Vector256<float> sums) =>
        Vector256.FusedMultiplyAdd(CellBytes.Load(values), Vector256.Create(weight), sums);
}
