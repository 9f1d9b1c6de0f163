using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Verdicts;

/// <summary>The power cepstrum of an image: the transform of the logarithm of its power spectrum, averaged over tiles (Welch,
/// 1967).</summary>
internal sealed class PowerCepstrum : IDisposable
{
    /// <summary>Side of a tile, in pixels.</summary>
    public const int Side = FourierTransform.Side;

    /// <summary>Nearest and farthest distance of an echo, in pixels.</summary>
    public const int Nearest = 4, Farthest = 51;

    private const int Count = Side * Side, Half = Side / 2 + 1, Columns = FourierTransform.HalfColumns;

    // Peaks nearer to the highest one belong to it.
    private const int OwnRadius = 3;

    /// <summary>Frequencies below are the window's, those above the corners of the plane.</summary>
    private const int LeastCycles = 2, MostCycles = Side / 2;

    private static readonly float[] Window =
        [.. Enumerable.Range(0, Side).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / Side)))];

    /// <summary>Power of noise of one grey level: what is below it is not taken for structure.</summary>
    private static readonly float NoisePower = MathF.Pow(Window.Sum(value => value * value), 2);

    // Ring of each frequency, half a cycle wide, in the first half of rows and columns; the spectrum's own slope is left out ring by ring.
    private static readonly short[] Rings =
        [.. Enumerable.Range(0, Half * Half).Select(i => (short)(2 * Math.Sqrt(Square(i % Half) + Square(i / Half))))];

    // Frequencies of each ring in the first half of columns.
    private static readonly int[] RingSizes = CountRings();

    private readonly float[] _memory = BoundedPool<float>.Rent(3 * Count + FourierTransform.Lanes);
    private int _tiles;

    public PowerCepstrum() => Power.Clear();

    /// <summary>Adds tiles of an image, two with each transform.</summary>
    public void Add(in LumaPlane luma, ReadOnlySpan<(int Left, int Top)> tiles)
    {
        for (int i = 0; i < tiles.Length; i += 2)
        {
            Load(luma, tiles[i], Real);
            if (i + 1 < tiles.Length) Load(luma, tiles[i + 1], Imaginary);
            else Imaginary.Clear();
            FourierTransform.AddPower(Real, Imaginary, Power);
        }
        _tiles += tiles.Length;
    }

    /// <summary>The highest peak from <see cref="Nearest"/> to <see cref="Farthest"/> pixels; <see langword="null"/> where all is
    /// even.</summary>
    public CepstrumPeak? Peak()
    {
        Whiten();
        FourierTransform.TransformEven(Real, Imaginary);
        ReadOnlySpan<float> cepstrum = Real;
        var (across, down, height) = Highest(cepstrum, 0, 0); // nothing as near as that is looked at
        if (!(height > 0)) return null;
        var (_, _, next) = Highest(cepstrum, across, down);
        float least = float.MaxValue, most = float.MinValue;
        for (int y = -1; y <= 1; y++)
            for (int x = -1; x <= 1; x++)
            {
                float value = At(cepstrum, 2 * across + x, 2 * down + y);
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }
        return down < 0 || (down == 0 && across < 0) ? new CepstrumPeak(-across, -down, height, next, least, most)
            : new CepstrumPeak(across, down, height, next, least, most);
    }

    /// <inheritdoc/>
    public void Dispose() => BoundedPool<float>.Return(_memory);

    // Logarithm of the mean power, less its mean over each ring, so that nothing but ripples is left. Opposite frequencies are alike: one
    // half of them is computed, in the first columns of each row.
    private void Whiten()
    {
        Span<float> real = Real;
        ReadOnlySpan<float> power = Power;
        // Two tiles shared a transform; their spectra are even, what mixes them is odd.
        float scale = 0.5f / _tiles;
        for (int row = 0; row < Side; row++)
        {
            Span<float> here = Row(real, row)[..Columns];
            ReadOnlySpan<float> opposite = Row(power, -row);
            here[0] = opposite[0];
            opposite[^(Columns - 1)..].CopyTo(here[1..]);
            here[1..].Reverse();
            Span<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(here);
            ReadOnlySpan<Vector<float>> own = MemoryMarshal.Cast<float, Vector<float>>(Row(power, row)[..Columns]);
            var (factor, noise) = (new Vector<float>(scale), new Vector<float>(NoisePower));
            for (int i = 0; i < values.Length; i++) values[i] = Vector.Log(factor * (own[i] + values[i]) + noise);
        }
        RemoveSlope(real);
    }

    // Rows on both sides of the first one are equally far from it.
    [SkipLocalsInit]
    private static void RemoveSlope(Span<float> real)
    {
        Span<float> means = stackalloc float[RingSizes.Length];
        means.Clear();
        for (int row = 0; row < Half; row++)
        {
            ReadOnlySpan<short> rings = RingsOf(row);
            ReadOnlySpan<float> here = Row(real, row)[..rings.Length], opposite = Row(real, -row)[..rings.Length];
            float share = row is 0 or Side / 2 ? 0.5f : 1;
            for (int column = 0; column < rings.Length; column++) means[rings[column]] += share * (here[column] + opposite[column]);
        }
        for (int ring = 0; ring < means.Length; ring++) means[ring] /= Math.Max(1, RingSizes[ring]);
        for (int row = 0; row < Half; row++)
        {
            Subtract(means, RingsOf(row), Row(real, row));
            if (row is not (0 or Side / 2)) Subtract(means, RingsOf(row), Row(real, -row));
        }
    }

    private static void Subtract(ReadOnlySpan<float> means, ReadOnlySpan<short> rings, Span<float> from)
    {
        for (int column = 0; column < rings.Length; column++)
            from[column] = rings[column] is >= 2 * LeastCycles and <= 2 * MostCycles ? from[column] - means[rings[column]] : 0;
    }

    private static ReadOnlySpan<short> RingsOf(int row) => Rings.AsSpan(row * Half, Half);

    private static Span<float> Row(Span<float> plane, int row) => plane.Slice((row & (Side - 1)) * Side, Side);

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> plane, int row) => plane.Slice((row & (Side - 1)) * Side, Side);

    // Values at opposite places are the same: one half of them is enough.
    private static (int Across, int Down, float Height) Highest(ReadOnlySpan<float> cepstrum, int notAcross, int notDown)
    {
        var highest = (Across: 0, Down: 0, Height: float.MinValue);
        for (int down = -Farthest; down <= Farthest; down++)
        {
            ReadOnlySpan<float> row = Row(cepstrum, down);
            for (int across = down < 0 ? 1 : 0; across <= Farthest; across++)
            {
                if (row[across] <= highest.Height || across * across + down * down is < Nearest * Nearest or > Farthest * Farthest
                    || IsNear(across - notAcross, down - notDown) || IsNear(across + notAcross, down + notDown)) continue;
                highest = (across, down, row[across]);
            }
        }
        return highest with { Height = highest.Height / Count };

        static bool IsNear(int x, int y) => x * x + y * y <= OwnRadius * OwnRadius;
    }

    private static float At(ReadOnlySpan<float> cepstrum, int across, int down) =>
        across < 0 ? At(cepstrum, -across, -down) : Row(cepstrum, down)[across] / Count;

    private static void Load(in LumaPlane luma, (int Left, int Top) tile, Span<float> to)
    {
        var sum = Vector<float>.Zero;
        for (int y = 0; y < Side; y++)
            foreach (Vector<float> values in Tile(luma, tile, y)) sum += values;
        var mean = new Vector<float>(Vector.Sum(sum) / Count);
        ReadOnlySpan<Vector<float>> window = MemoryMarshal.Cast<float, Vector<float>>(Window);
        for (int y = 0; y < Side; y++)
        {
            ReadOnlySpan<Vector<float>> row = Tile(luma, tile, y);
            Span<Vector<float>> target = MemoryMarshal.Cast<float, Vector<float>>(to.Slice(y * Side, Side));
            for (int x = 0; x < row.Length; x++) target[x] = (row[x] - mean) * window[x] * Window[y];
        }
    }

    private static ReadOnlySpan<Vector<float>> Tile(in LumaPlane luma, (int Left, int Top) tile, int row) =>
        MemoryMarshal.Cast<float, Vector<float>>(luma.Row(tile.Top + row).Slice(tile.Left, Side));

    private static int[] CountRings()
    {
        var sizes = new int[Rings.Max() + 1];
        for (int i = 0; i < Rings.Length; i++) sizes[Rings[i]] += i / Half is 0 or Side / 2 ? 1 : 2;
        return sizes;
    }

    private static int Square(int value) => value * value;

    private Span<float> Power => FourierTransform.Aligned(_memory)[..Count];

    private Span<float> Real => FourierTransform.Aligned(_memory).Slice(Count, Count);

    private Span<float> Imaginary => FourierTransform.Aligned(_memory).Slice(2 * Count, Count);
}
