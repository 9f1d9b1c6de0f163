using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Inference;

/// <summary>Sums of bytes over the cells of an image, channel by channel and exact.</summary>
/// <param name="values">[height, width, channels].</param>
/// <param name="channels">A multiple of <see cref="FeatureSource.Multiple"/>.</param>
/// <param name="width">Cells of a row.</param>
/// <param name="height">Rows.</param>
internal readonly unsafe ref struct FeatureSums(byte* values, int channels, int width, int height)
{
    /// <summary>The sum over all cells, that of squares, and that over the cells in the middle.</summary>
    public const int Kinds = 3;

    private const int Step = FeatureSource.Multiple;
    private const int MostCells = 1 << 14; // whose squares fit 32 bits

    /// <summary>Cells that are not in the outer quarters of rows or columns.</summary>
    public static long MiddleCells(int width, int height) => (long)(width - width / 4 * 2) * (height - height / 4 * 2);

    /// <summary>Adds the sums to <paramref name="to"/>, each kind <paramref name="stride"/> values behind the one before.</summary>
    public void AddTo(long* to, int stride)
    {
        int left = width / 4, right = width - left, top = height / 4, bottom = height - top;
        for (int y = 0; y < height; y++)
        {
            byte* row = values + (long)y * width * channels;
            for (int start = 0; start < width; start += MostCells)
            {
                int end = Math.Min(width, start + MostCells);
                for (int channel = 0; channel < channels; channel += Step) AddMoments(row + channel, start, end, to + channel, stride);
                if (y < top || y >= bottom) continue;
                for (int channel = 0; channel < channels; channel += Step)
                    AddSum(row + channel, Math.Max(start, left), Math.Min(end, right), to + 2 * stride + channel);
            }
        }
    }

    private void AddMoments(byte* row, int start, int end, long* to, int stride)
    {
        Vector256<int> sums = default, squares = default;
        for (byte* own = row + start * channels, last = row + end * channels; own < last; own += channels)
        {
            var value = Avx2.ConvertToVector256Int32(own);
            sums += value;
            squares += Avx2.MultiplyAddAdjacent(value.AsInt16(), value.AsInt16());
        }
        Add(sums, to);
        Add(squares, to + stride);
    }

    private void AddSum(byte* row, int start, int end, long* to)
    {
        var sums = Vector256<int>.Zero;
        for (int x = start; x < end; x++) sums += Avx2.ConvertToVector256Int32(row + x * channels);
        Add(sums, to);
    }

    private static void Add(Vector256<int> sums, long* to)
    {
        (Vector256.Load(to) + Avx2.ConvertToVector256Int64(sums.GetLower())).Store(to);
        (Vector256.Load(to + 4) + Avx2.ConvertToVector256Int64(sums.GetUpper())).Store(to + 4);
    }
}
