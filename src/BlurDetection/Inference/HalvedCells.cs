using System.Runtime.Intrinsics;

namespace BlurDetection.Inference;

/// <summary>Cells at half the height and width, rounded up, by bilinear interpolation between their middles.</summary>
/// <param name="sources">The bytes to halve.</param>
/// <param name="scale">What one step of the result stands for.</param>
internal sealed unsafe class HalvedCells(FeatureSource[] sources, float scale)
{
    /// <summary>Channels of all sources.</summary>
    public int Channels { get; } = sources.Sum(source => source.Channels);

    /// <summary>A side of the result.</summary>
    public static int Side(int cells) => (cells + 1) / 2;

    /// <summary>Computes them.</summary>
    /// <param name="bytes">The bytes of each source.</param>
    /// <param name="width">Cells of a row of the sources.</param>
    /// <param name="height">Rows of the sources.</param>
    /// <param name="to">Takes [rows, cells, <see cref="Channels"/>].</param>
    public void Run(byte** bytes, int width, int height, byte* to)
    {
        int across = Side(width), down = Side(height);
        for (int y = 0; y < down; y++)
        {
            var row = BilinearPlace.Of(y, height, down);
            for (int x = 0; x < across; x++)
            {
                var place = BilinearPlace.Of(x, width, across);
                for (int source = 0; source < sources.Length; to += sources[source++].Channels)
                    Mean(bytes[source], width, sources[source], row, place, to);
            }
        }
    }

    private void Mean(byte* bytes, int width, FeatureSource source, BilinearPlace row, BilinearPlace place, byte* to)
    {
        int channels = source.Channels;
        byte* upper = bytes + (long)row.Low * width * channels, lower = bytes + (long)row.High * width * channels;
        int left = place.Low * channels, right = place.High * channels;
        var factor = Vector256.Create(source.Scale / scale);
        Vector256<float> down = Vector256.Create(row.Share), across = Vector256.Create(place.Share);
        for (int channel = 0; channel < channels; channel += FeatureSource.Multiple)
        {
            var first = Between(CellBytes.Load(upper + left + channel), CellBytes.Load(upper + right + channel), across);
            var second = Between(CellBytes.Load(lower + left + channel), CellBytes.Load(lower + right + channel), across);
            CellBytes.Store(Between(first, second, down) * factor, to + channel);
        }
    }

    private static Vector256<float> Between(Vector256<float> low, Vector256<float> high, Vector256<float> share) =>
        Vector256.FusedMultiplyAdd(high - low, share, low);
}
