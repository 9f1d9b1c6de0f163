using System.Numerics;
using System.Runtime.InteropServices;
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

    private const int Count = Side * Side, HalfRows = Side / 2 + 1, FarthestRead = 2 * Farthest + 1;

    // Peaks nearer to the highest one belong to it.
    private const int OwnRadius = 3;

    /// <summary>Frequencies below are the window's, those above the corners of the plane.</summary>
    private const int LeastCycles = 2, MostCycles = Side / 2;

    private static readonly float[] Window =
        [.. Enumerable.Range(0, Side).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / Side)))];

    /// <summary>Power of noise of one grey level: what is below it is not taken for structure.</summary>
    private static readonly float NoisePower = MathF.Pow(Window.Sum(value => value * value), 2);

    // Ring of each frequency, half a cycle wide; the spectrum's own slope is left out ring by ring.
    private static readonly short[] Rings = [.. Enumerable.Range(0, HalfRows * Side).Select(i => (short)(2 * Cycles(i)))];

    private static readonly int[] RingSizes =
        [.. Enumerable.Range(0, Rings.Max() + 1).GroupJoin(Rings, ring => ring, ring => ring, (_, own) => own.Count())];

    private readonly float[] _power = Cleared(), _real = BoundedPool<float>.Rent(Count), _imaginary = BoundedPool<float>.Rent(Count);
    private int _tiles;

    /// <summary>Adds tiles of an image, two with each transform.</summary>
    public void Add(in LumaPlane luma, ReadOnlySpan<(int Left, int Top)> tiles)
    {
        for (int i = 0; i < tiles.Length; i += 2)
        {
            Load(luma, tiles[i], Real);
            if (i + 1 < tiles.Length) Load(luma, tiles[i + 1], Imaginary);
            else Imaginary.Clear();
            FourierTransform.Transform(Real, Imaginary);
            AddPower();
        }
        _tiles += tiles.Length;
    }

    /// <summary>The highest peak from <see cref="Nearest"/> to <see cref="Farthest"/> pixels; <see langword="null"/> where all is
    /// even.</summary>
    public CepstrumPeak? Peak()
    {
        Whiten();
        Imaginary.Clear();
        FourierTransform.Transform(Real, Imaginary, wanted: FarthestRead + 1);
        var (across, down, height) = Highest((_, _) => true);
        if (!(height > 0)) return null;
        var (_, _, next) = Highest((x, y) => !IsNear(x - across, y - down) && !IsNear(x + across, y + down));
        float least = float.MaxValue, most = float.MinValue;
        for (int y = -1; y <= 1; y++)
            for (int x = -1; x <= 1; x++)
            {
                float value = At(2 * across + x, 2 * down + y);
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }
        return down < 0 || (down == 0 && across < 0) ? new CepstrumPeak(-across, -down, height, next, least, most)
            : new CepstrumPeak(across, down, height, next, least, most);

        static bool IsNear(int x, int y) => x * x + y * y <= OwnRadius * OwnRadius;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        BoundedPool<float>.Return(_power);
        BoundedPool<float>.Return(_real);
        BoundedPool<float>.Return(_imaginary);
    }

    private void AddPower()
    {
        Span<Vector<float>> power = MemoryMarshal.Cast<float, Vector<float>>(_power.AsSpan(0, Count)),
            real = MemoryMarshal.Cast<float, Vector<float>>(Real), imaginary = MemoryMarshal.Cast<float, Vector<float>>(Imaginary);
        for (int i = 0; i < power.Length; i++) power[i] += real[i] * real[i] + imaginary[i] * imaginary[i];
    }

    // Logarithm of the mean power, less its mean over each ring, so that nothing but ripples is left. Opposite frequencies are alike: one
    // half of them is computed.
    private void Whiten()
    {
        // Two tiles shared a transform; their spectra are even, what mixes them is odd.
        float scale = 0.5f / _tiles;
        for (int row = 0; row < HalfRows; row++)
        {
            Span<float> here = Row(_real, row);
            ReadOnlySpan<float> power = Row(_power, row), opposite = Row(_power, -row);
            here[0] = scale * (power[0] + opposite[0]) + NoisePower;
            for (int column = 1; column < here.Length; column++)
                here[column] = scale * (power[column] + opposite[Side - column]) + NoisePower;
        }
        Span<float> half = Real[..Rings.Length];
        foreach (ref Vector<float> power in MemoryMarshal.Cast<float, Vector<float>>(half)) power = Vector.Log(power);

        Span<float> means = stackalloc float[RingSizes.Length];
        means.Clear();
        for (int i = 0; i < half.Length; i++) means[Rings[i]] += half[i];
        for (int ring = 0; ring < means.Length; ring++) means[ring] /= Math.Max(1, RingSizes[ring]);
        for (int i = 0; i < half.Length; i++)
            half[i] = Rings[i] is >= 2 * LeastCycles and <= 2 * MostCycles ? half[i] - means[Rings[i]] : 0;
        for (int row = 1; row < HalfRows - 1; row++)
        {
            Span<float> opposite = Row(_real, -row);
            ReadOnlySpan<float> here = Row(_real, row);
            opposite[0] = here[0];
            for (int column = 1; column < here.Length; column++) opposite[Side - column] = here[column];
        }
    }

    private static Span<float> Row(float[] plane, int row) => plane.AsSpan((row & (Side - 1)) * Side, Side);

    // Values at opposite places are the same: one half of them is enough.
    private (int Across, int Down, float Height) Highest(Func<int, int, bool> isWanted)
    {
        var highest = (Across: 0, Down: 0, Height: float.MinValue);
        for (int down = -Farthest; down <= Farthest; down++)
            for (int across = 0; across <= Farthest; across++)
            {
                int square = across * across + down * down;
                if (square is < Nearest * Nearest or > Farthest * Farthest || (across == 0 && down < 0)) continue;
                float height = At(across, down);
                if (height > highest.Height && isWanted(across, down)) highest = (across, down, height);
            }
        return highest;
    }

    private float At(int across, int down) =>
        across < 0 ? At(-across, -down) : _real[(down & (Side - 1)) * Side + across] / Count;

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

    private static float[] Cleared()
    {
        float[] power = BoundedPool<float>.Rent(Count);
        power.AsSpan(0, Count).Clear();
        return power;
    }

    private static double Cycles(int index)
    {
        int across = index % Side, down = index / Side;
        (across, down) = (Math.Min(across, Side - across), Math.Min(down, Side - down));
        return Math.Sqrt(across * across + down * down);
    }

    private Span<float> Real => _real.AsSpan(0, Count);

    private Span<float> Imaginary => _imaginary.AsSpan(0, Count);
}
