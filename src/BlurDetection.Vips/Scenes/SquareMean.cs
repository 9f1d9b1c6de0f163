using System.Numerics;
using System.Runtime.InteropServices;

namespace BlurDetection.Vips.Scenes;

/// <summary>Makes one pixel, the rounded mean, of each square of pixels; of what there is of it at the right and lower edges.</summary>
/// <param name="factor">Side of a square: 1, 2, 4 or 8.</param>
/// <param name="channels">Samples in a pixel.</param>
/// <param name="sampleSize">Bytes in a sample: 1 or 2, unsigned.</param>
/// <param name="width">The most pixels in a row.</param>
internal sealed class SquareMean(int factor, int channels, int sampleSize, int width)
{
    private readonly uint[] _sums = new uint[width * channels];

    /// <summary>Makes one row.</summary>
    /// <param name="source">The rows of the squares.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="pixels">Pixels in a row.</param>
    /// <param name="rows">How many rows there are, at most the side of a square.</param>
    /// <param name="row">Takes the means.</param>
    public void Reduce(ReadOnlySpan<byte> source, int stride, int pixels, int rows, Span<byte> row)
    {
        if (factor == 1)
        {
            source[..(pixels * channels * sampleSize)].CopyTo(row);
            return;
        }
        var sums = _sums.AsSpan(0, pixels * channels);
        sums.Clear();
        for (var y = 0; y < rows; y++)
        {
            var bytes = source.Slice(y * stride, sums.Length * sampleSize);
            if (sampleSize == 1) Add(bytes, sums);
            else Add(MemoryMarshal.Cast<byte, ushort>(bytes), sums);
        }
        if (sampleSize == 1) Store(sums, pixels, rows, row);
        else Store(sums, pixels, rows, MemoryMarshal.Cast<byte, ushort>(row));
    }

    private static void Add(ReadOnlySpan<byte> samples, Span<uint> sums)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= samples.Length; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(samples[i..]), out var low, out var high);
            Add(low, sums[i..]);
            Add(high, sums[(i + Vector<ushort>.Count)..]);
        }
        for (; i < samples.Length; i++) sums[i] += samples[i];
    }

    private static void Add(ReadOnlySpan<ushort> samples, Span<uint> sums)
    {
        var i = 0;
        for (; i + Vector<ushort>.Count <= samples.Length; i += Vector<ushort>.Count) Add(new Vector<ushort>(samples[i..]), sums[i..]);
        for (; i < samples.Length; i++) sums[i] += samples[i];
    }

    private static void Add(Vector<ushort> samples, Span<uint> sums)
    {
        Vector.Widen(samples, out var low, out var high);
        (new Vector<uint>(sums) + low).CopyTo(sums);
        sums = sums[Vector<uint>.Count..];
        (new Vector<uint>(sums) + high).CopyTo(sums);
    }

    private void Store<T>(ReadOnlySpan<uint> sums, int pixels, int rows, Span<T> row) where T : unmanaged, INumberBase<T>
    {
        var whole = pixels / factor;
        var (count, shift) = ((uint)(rows * factor), BitOperations.Log2((uint)(factor * factor)));
        for (var c = 0; c < channels; c++)
        {
            if (rows == factor)
                for (var x = 0; x < whole; x++) row[x * channels + c] = T.CreateTruncating((Sum(sums, x, factor, c) + count / 2) >> shift);
            else
                for (var x = 0; x < whole; x++) row[x * channels + c] = T.CreateTruncating((Sum(sums, x, factor, c) + count / 2) / count);
            if (pixels - whole * factor is var rest and > 0)
                row[whole * channels + c] = T.CreateTruncating((Sum(sums, whole, rest, c) + (uint)(rows * rest / 2)) / (uint)(rows * rest));
        }
    }

    private uint Sum(ReadOnlySpan<uint> sums, int square, int across, int channel)
    {
        var at = square * factor * channels + channel;
        var sum = sums[at];
        for (var k = 1; k < across; k++) sum += sums[at += channels];
        return sum;
    }
}
