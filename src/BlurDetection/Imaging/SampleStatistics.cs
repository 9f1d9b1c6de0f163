using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>Gathers the samples of an image, and chooses the range that becomes 0..255.</summary>
/// <remarks>Keeps every <c>n</c>-th sample, at most about a million, so that memory is bounded and the same file gives the same range.
/// Smallest and largest are exact.</remarks>
public sealed class SampleStatistics
{
    private const int Capacity = 1 << 20;

    private const double FewLevels = 16 / 255.0;

    private float[] _kept = [];
    private int _count;
    private long _step = 1; // a power of two
    private long _seen;
    private float[]? _sorted;
    private int[]? _upTo; // how many of the kept samples are at most so much, where all are whole numbers of 16 bits

    /// <summary>How far the samples may be from the true ones, which were rounded before; 0 where they are exact.</summary>
    internal double Rounding { get; init; }

    /// <summary>The smallest finite sample; infinity before the first.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest finite sample; minus infinity before the first.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Adds samples; NaN and infinities are passed over.</summary>
    /// <param name="samples">Samples as stored.</param>
    /// <param name="hasData">0 where a sample is left out; empty where all count.</param>
    public void Add(ReadOnlySpan<float> samples, ReadOnlySpan<byte> hasData = default)
    {
        _sorted = null;
        _upTo = null;
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = samples[i];
            if (!float.IsFinite(sample) || !hasData.IsEmpty && hasData[i] == 0) continue;
            if (sample < Minimum) Minimum = sample;
            if (sample > Maximum) Maximum = sample;
            if ((_seen++ & (_step - 1)) != 0) continue;
            if (_count == _kept.Length) MakeRoom();
            _kept[_count++] = sample;
        }
    }

    /// <summary>Statistics that keep from the first sample on what they would keep of so many.</summary>
    internal static SampleStatistics Expecting(long samples)
    {
        var statistics = new SampleStatistics();
        while ((samples - 1) / statistics._step >= Capacity) statistics._step *= 2;
        return statistics;
    }

    /// <summary>Adds a row of samples of 16 bits; pixels whose alpha is 0 are passed over.</summary>
    /// <param name="row">As a PNG has it: big-endian, pixel by pixel.</param>
    /// <param name="samples">1 (grey), 2 (and alpha), 3 (red, green, blue) or 4 (and alpha).</param>
    internal void AddDeepRow(ReadOnlySpan<byte> row, int samples)
    {
        _sorted = null;
        _upTo = null;
        var (colours, size) = (samples >= 3 ? 3 : 1, sizeof(ushort) * samples);
        var (least, most) = Extremes(row, samples);
        if (least <= most) (Minimum, Maximum) = (Math.Min(Minimum, least), Math.Max(Maximum, most));
        var count = (long)row.Length / size * colours;
        // From the next one of every so many, counted from the first of all; keeping it may double the distance.
        for (var place = ((_seen + _step - 1) & -_step) - _seen; place < count; place += _step)
        {
            var (pixel, plane) = colours == 1 ? ((int)place, 0) : ((int)place / 3, (int)place % 3);
            if (samples > colours && BinaryPrimitives.ReadUInt16BigEndian(row[(pixel * size + sizeof(ushort) * colours)..]) == 0) continue;
            if (_count == _kept.Length) MakeRoom();
            _kept[_count++] = BinaryPrimitives.ReadUInt16BigEndian(row[(pixel * size + sizeof(ushort) * plane)..]);
        }
        _seen += count;
    }

    // The smallest and the largest; the former is the larger one where no pixel can be seen.
    private static (int Least, int Most) Extremes(ReadOnlySpan<byte> row, int samples)
    {
        var (least, most, at, size) = ((int)ushort.MaxValue, 0, 0, sizeof(ushort) * samples);
        if (BitConverter.IsLittleEndian)
        {
            var (smallest, largest) = (Vector256<ushort>.AllBitsSet, Vector256<ushort>.Zero);
            for (; at + Vector256<byte>.Count <= row.Length; at += Vector256<byte>.Count)
            {
                var stored = Vector256.Create(row.Slice(at, Vector256<byte>.Count)).AsUInt16();
                var values = stored << 8 | stored >> 8;
                var hidden = samples switch
                {
                    2 => (Vector256.Equals(stored.AsUInt32() >> 16, Vector256<uint>.Zero) | Vector256.Create(0xFFFF0000)).AsUInt16(),
                    4 => (Vector256.Equals(stored.AsUInt64() >> 48, Vector256<ulong>.Zero) | Vector256.Create(0xFFFFUL << 48)).AsUInt16(),
                    _ => Vector256<ushort>.Zero,
                };
                (smallest, largest) = (Vector256.Min(smallest, values | hidden), Vector256.Max(largest, Vector256.AndNot(values, hidden)));
            }
            for (var lane = 0; lane < Vector256<ushort>.Count; lane++)
                (least, most) = (Math.Min(least, smallest[lane]), Math.Max(most, largest[lane]));
        }
        at -= at % size; // of three samples a vector ends within a pixel
        for (; at < row.Length; at += size)
        {
            if (samples is 2 or 4 && BinaryPrimitives.ReadUInt16BigEndian(row[(at + size - sizeof(ushort))..]) == 0) continue;
            for (var i = 0; i < (samples >= 3 ? 3 : 1); i++)
            {
                var value = BinaryPrimitives.ReadUInt16BigEndian(row[(at + sizeof(ushort) * i)..]);
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }
        }
        return (least, most);
    }

    /// <summary>A percentile of the kept samples.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <returns>The sample; 0 where there is none.</returns>
    public double Percentile(double percent)
    {
        if (_count == 0) return 0;
        var place = (int)Math.Clamp(Math.Round(percent / 100 * (_count - 1)), 0, _count - 1);
        if (_sorted is null && _upTo is null) Order();
        if (_upTo is null) return _sorted![place];
        var sample = (int)Minimum;
        while (_upTo[sample] <= place) sample++;
        return sample;
    }

    // Counting takes a twentieth of the time of sorting.
    private void Order()
    {
        if (Minimum >= 0 && Maximum <= ushort.MaxValue)
        {
            var counts = new int[ushort.MaxValue + 1];
            var areWhole = true;
            foreach (var sample in _kept.AsSpan(0, _count))
            {
                counts[(int)sample]++;
                areWhole &= (int)sample == sample;
            }
            for (var i = 1; i < counts.Length; i++) counts[i] += counts[i - 1];
            if (areWhole)
            {
                _upTo = counts;
                return;
            }
        }
        _sorted = _kept[.._count];
        Array.Sort(_sorted);
    }

    /// <summary>Chooses the range that becomes 0..255.</summary>
    /// <param name="options">What the caller wants.</param>
    /// <param name="metadata">Black and white as the file states them; <see langword="null"/> where it does not. Passed over where it
    /// would show next to nothing of the samples.</param>
    /// <param name="fullBlack">The smallest value of the sample type; for floats 0.</param>
    /// <param name="fullWhite">The largest value of the sample type, or of the bits that the file says it uses; for floats
    /// <see langword="null"/>.</param>
    public SampleRange Choose(SampleRangeOptions options, (double Black, double White)? metadata, double fullBlack, double? fullWhite)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Window is { } window) return new SampleRange(window.Black, window.White, SampleRangeOrigin.Window);
        if (options.Mode == SampleRangeMode.Full) return new SampleRange(fullBlack, fullWhite ?? 1, SampleRangeOrigin.Full);
        if (options.Mode == SampleRangeMode.Auto)
        {
            if (metadata is var (black, white) && black != white
                && Shows(sample => Math.Clamp((sample - black) / (white - black), 0, 1)))
                return new SampleRange(black, white, SampleRangeOrigin.Metadata);
            if (FullRange(options, fullBlack, fullWhite) is { } full) return full;
        }
        var (low, high) = (Percentile(options.LowPercentile), Percentile(options.HighPercentile));
        if (low == high) (low, high) = Minimum < Maximum ? (Minimum, Maximum) : (low, low + 1); // nearly all samples are alike
        return new SampleRange(low, high, SampleRangeOrigin.Percentiles);
    }

    /// <summary>Whether a curve from samples to 0 (black) to 1 (white) spreads the bulk of them over more than a few levels of grey, or
    /// they are all alike anyway.</summary>
    /// <param name="curve">Gives 0 to 1 for a sample.</param>
    public bool Shows(Func<double, double> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ReadOnlySpan<double> percents = [0.1, 1, 5, 25, 50, 75, 95, 99, 99.9];
        if (Percentile(percents[0]) == Percentile(percents[^1])) return true;
        var (darkest, brightest) = (1.0, 0.0);
        foreach (var percent in percents)
        {
            var shown = curve(Percentile(percent));
            (darkest, brightest) = (Math.Min(darkest, shown), Math.Max(brightest, shown));
        }
        return brightest - darkest >= FewLevels;
    }

    /// <summary>A usual range from 0 whose upper half is used, or that of a signed type if half of it is spanned; null if
    /// there is none.</summary>
    /// <remarks>For integers 0 to 2^n - 1: files of 16 bits often hold 10, 12 or 14, or 8. A range so found keeps the contrast that an
    /// 8-bit file of the scene has.</remarks>
    private SampleRange? FullRange(SampleRangeOptions options, double fullBlack, double? fullWhite)
    {
        var (darkest, brightest) = (Percentile(options.LowPercentile), Percentile(options.HighPercentile));
        if (Minimum >= 0 && fullBlack <= 0)
        {
            for (var bits = 8; bits <= 32; bits++)
            {
                var white = Math.Min(Math.Pow(2, bits) - 1, fullWhite ?? double.MaxValue);
                if (fullWhite is null) white = bits switch { 8 => Maximum <= 1 ? 1 : 255, 16 => 65535, _ => 0 };
                if (Maximum - Rounding > Math.Max(white, (float)white)) continue; // 2^32 - 1 is no float
                // A detector's pedestal makes a narrow band in the middle, which percentiles show better; not so in a type that is filled.
                if (brightest >= white / 2 && (white == fullWhite || fullWhite is null || darkest <= white / 4))
                    return new SampleRange(0, white, SampleRangeOrigin.Full);
                break;
            }
        }
        if (fullWhite is { } most && fullBlack < 0 && brightest - darkest >= (most - fullBlack) / 2)
            return new SampleRange(fullBlack, most, SampleRangeOrigin.Full);
        return null;
    }

    // The one that comes next belongs to every so many after it, too.
    private void MakeRoom()
    {
        if (_count < Capacity)
        {
            Array.Resize(ref _kept, Math.Clamp(2 * _count, 4096, Capacity));
            return;
        }
        _count = Capacity / 2;
        for (var i = 0; i < _count; i++) _kept[i] = _kept[2 * i];
        _step *= 2;
    }
}
