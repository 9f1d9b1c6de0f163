using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BlurDetection.Imaging;

namespace BlurDetection.Inference;

/// <summary>Turns planes of features into one vector, in two passes over their bytes.</summary>
/// <param name="sources">The features, in the order of the vector.</param>
/// <param name="parts">The statistics, in the order of the vector, whose length is parts x features.</param>
internal sealed unsafe class FeaturePooling(FeatureSource[] sources, PooledPart[] parts)
{
    private const int Step = 8;

    /// <summary>Features of all sources.</summary>
    public int Features { get; } = sources.Sum(source => source.Channels);

    /// <summary>Length of the vector.</summary>
    public int Length => Features * parts.Length;

    /// <summary>Computes the vector.</summary>
    /// <param name="planes">The bytes of each source.</param>
    /// <param name="width">Cells of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pooled">Takes the vector.</param>
    public void Pool(FeaturePlanes planes, int width, int height, Span<float> pooled)
    {
        int cells = width * height;
        float[] attention = BoundedPool<float>.Rent(parts.Length * cells);
        fixed (float* weights = attention)
        {
            for (int part = 0; part < parts.Length; part++)
                if (parts[part].Statistic == FeatureStatistic.Attended) Attend(planes, parts[part].Weights, weights + part * cells, cells);
            int feature = 0;
            for (int source = 0; source < sources.Length; source++)
            {
                fixed (byte* values = planes.Of(source, sources[source].Channels * cells))
                {
                    for (int channel = 0; channel < sources[source].Channels; channel++, feature++)
                        Summarize(values + channel * cells, sources[source].Scale, width, height, weights, pooled[feature..]);
                }
            }
        }
        BoundedPool<float>.Return(attention);
    }

    private void Summarize(byte* plane, float scale, int width, int height, float* attention, Span<float> pooled)
    {
        int cells = width * height;
        var (sum, squares) = Moments(plane, cells);
        double mean = (double)sum / cells;
        for (int part = 0; part < parts.Length; part++)
        {
            pooled[part * Features] = parts[part].Statistic switch
            {
                FeatureStatistic.Mean => (float)(mean * scale),
                FeatureStatistic.Spread =>
                    (float)Math.Sqrt(((double)squares / cells - mean * mean) * scale * scale + parts[part].Epsilon),
                FeatureStatistic.Attended => Weighted(plane, attention + part * cells, cells) * scale,
                _ => MiddleMean(plane, width, height) * scale,
            };
        }
    }

    // Softmax over all cells.
    private void Attend(FeaturePlanes planes, float[] weights, float* to, int cells)
    {
        new Span<float>(to, cells).Clear();
        int feature = 0;
        for (int source = 0; source < sources.Length; source++)
        {
            fixed (byte* values = planes.Of(source, sources[source].Channels * cells))
            {
                for (int channel = 0; channel < sources[source].Channels; channel++)
                    AddScaled(values + channel * cells, weights[feature++] * sources[source].Scale, to, cells);
            }
        }
        var logits = new Span<float>(to, cells);
        float most = float.MinValue;
        foreach (float logit in logits) most = Math.Max(most, logit);
        double sum = 0;
        int cell = 0;
        for (; cell + Step <= cells; cell += Step)
        {
            var weight = Vector256.Exp(Vector256.Load(to + cell) - Vector256.Create(most));
            weight.Store(to + cell);
            sum += Vector256.Sum(weight);
        }
        for (; cell < cells; cell++) sum += to[cell] = MathF.Exp(to[cell] - most);
        float share = (float)(1 / sum);
        foreach (ref float weight in logits) weight *= share;
    }

    private static void AddScaled(byte* plane, float factor, float* to, int cells)
    {
        var factors = Vector256.Create(factor);
        int cell = 0;
        for (; cell + Step <= cells; cell += Step)
            Vector256.FusedMultiplyAdd(Floats(plane + cell), factors, Vector256.Load(to + cell)).Store(to + cell);
        for (; cell < cells; cell++) to[cell] += plane[cell] * factor;
    }

    private static float Weighted(byte* plane, float* weights, int cells)
    {
        Vector256<float> sums = default, others = default;
        int cell = 0;
        for (; cell + 2 * Step <= cells; cell += 2 * Step)
        {
            sums = Vector256.FusedMultiplyAdd(Floats(plane + cell), Vector256.Load(weights + cell), sums);
            others = Vector256.FusedMultiplyAdd(Floats(plane + cell + Step), Vector256.Load(weights + cell + Step), others);
        }
        float sum = Vector256.Sum(sums + others);
        for (; cell < cells; cell++) sum += plane[cell] * weights[cell];
        return sum;
    }

    private static (long Sum, long Squares) Moments(byte* plane, int cells)
    {
        const int block = 1 << 16; // of so many cells the squares fit 32 bits
        long sum = 0, squares = 0;
        int cell = 0;
        while (cells - cell >= 2 * Step)
        {
            Vector256<int> ownSums = default, ownSquares = default;
            for (int end = Math.Min(cells, cell + block); cell + 2 * Step <= end; cell += 2 * Step)
            {
                var values = Avx2.ConvertToVector256Int16(plane + cell);
                ownSums += Avx2.MultiplyAddAdjacent(values, Vector256<short>.One);
                ownSquares += Avx2.MultiplyAddAdjacent(values, values);
            }
            sum += Vector256.Sum(ownSums);
            for (int lane = 0; lane < Vector256<int>.Count; lane++) squares += ownSquares[lane];
        }
        for (; cell < cells; cell++)
        {
            sum += plane[cell];
            squares += plane[cell] * plane[cell];
        }
        return (sum, squares);
    }

    private static float MiddleMean(byte* plane, int width, int height)
    {
        int left = width / 4, top = height / 4, across = width - 2 * left, down = height - 2 * top;
        long sum = 0;
        for (int y = top; y < top + down; y++)
        {
            byte* row = plane + y * width + left;
            int x = 0;
            var sums = Vector128<ulong>.Zero;
            for (; x + 16 <= across; x += 16) sums += Sse2.SumAbsoluteDifferences(Vector128.Load(row + x), default).AsUInt64();
            sum += (long)Vector128.Sum(sums);
            for (; x < across; x++) sum += row[x];
        }
        return (float)((double)sum / (across * down));
    }

    private static Vector256<float> Floats(byte* values) => Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(values));
}
