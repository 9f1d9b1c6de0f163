using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>The weights of a row's outputs, eight outputs side by side: output l of eight reads the values from l on behind a common
/// place, so that one vector of values serves all eight.</summary>
/// <remarks>Each sum runs from the first value to the last, whatever the vectors, so that every machine gives the same floats. It pays
/// where outputs lie less than two values apart.</remarks>
internal sealed unsafe class BandedWeights : IDisposable
{
    private const int Lanes = 8, Together = 4;
    private const float White = 255;

    private readonly int _source, _target, _taps;
    private readonly int _first, _end; // outputs whose values all lie in the row, in whole groups
    private readonly int[] _places; // of each of these groups
    private readonly int _period; // groups after which the weights are those of the first again
    private readonly float[] _weights; // [groups, taps, 8]

    /// <param name="source">Values of a row.</param>
    /// <param name="start">The first value of each output.</param>
    /// <param name="weights">[outputs, <paramref name="stride"/>], of which <paramref name="reach"/> count.</param>
    /// <param name="stride">From one output to the next.</param>
    /// <param name="reach">Values of an output.</param>
    /// <param name="period">Outputs after which the weights may be those of the first again.</param>
    public BandedWeights(int source, ReadOnlySpan<int> start, ReadOnlySpan<float> weights, int stride, int reach, int period)
    {
        (_source, _target) = (source, start.Length);
        // At the edges more outputs start at the same value.
        int spread = (int)Math.Ceiling((Lanes - 1) * ((double)source / _target - 1));
        _taps = reach + spread;
        while (_first + Lanes <= _target && !Fits(start, _first, spread)) _first += Lanes;
        _end = _first;
        while (_end + Lanes <= _target && Fits(start, _end, spread)) _end += Lanes;
        int groups = (_end - _first) / Lanes;
        _places = BoundedPool<int>.Rent(groups);
        _weights = BoundedPool<float>.Rent(groups * _taps * Lanes);
        _weights.AsSpan(0, groups * _taps * Lanes).Clear();
        for (int group = 0; group < groups; group++)
        {
            int output = _first + group * Lanes;
            _places[group] = Place(start, output);
            for (int lane = 0; lane < Lanes; lane++, output++)
            {
                int behind = group * _taps + start[output] - lane - _places[group];
                for (int k = 0; k < reach; k++) _weights[(behind + k) * Lanes + lane] = weights[output * stride + k];
            }
        }
        // All of them together would not fit the first cache.
        int repeated = period / (int)BigInteger.GreatestCommonDivisor(period, Lanes), size = _taps * Lanes;
        _period = Math.Max(1, groups);
        if (repeated < groups && _weights.AsSpan(0, (groups - repeated) * size).SequenceEqual(
            _weights.AsSpan(repeated * size, (groups - repeated) * size))) _period = repeated;
    }

    /// <summary>Outputs that <see cref="Apply"/> makes: all but a few at either end, if any.</summary>
    public Range Outputs => _first.._end;

    /// <summary>Makes the outputs of a row; results are kept within 0 and 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        int taps = _taps, groups = (_end - _first) / Lanes, period = _period, size = taps * Lanes;
        Vector256<float> white = Vector256.Create(White), black = Vector256<float>.Zero;
        fixed (float* values = row[.._source], weights = _weights, output = result[.._target])
        fixed (int* places = _places)
        {
            float* to = output + _first;
            int group = 0;
            for (; group + Together <= groups; group += Together, to += Together * Lanes)
            {
                float* p = values + places[group], q = values + places[group + 1], r = values + places[group + 2],
                    s = values + places[group + 3];
                float* first = weights + group % period * size, second = weights + (group + 1) % period * size,
                    third = weights + (group + 2) % period * size, fourth = weights + (group + 3) % period * size;
                Vector256<float> a = default, b = default, c = default, d = default;
                for (int k = 0; k < taps; k++)
                {
                    a += Vector256.Load(first + k * Lanes) * Vector256.Load(p + k);
                    b += Vector256.Load(second + k * Lanes) * Vector256.Load(q + k);
                    c += Vector256.Load(third + k * Lanes) * Vector256.Load(r + k);
                    d += Vector256.Load(fourth + k * Lanes) * Vector256.Load(s + k);
                }
                Vector256.MaxNative(black, Vector256.MinNative(a, white)).Store(to);
                Vector256.MaxNative(black, Vector256.MinNative(b, white)).Store(to + Lanes);
                Vector256.MaxNative(black, Vector256.MinNative(c, white)).Store(to + 2 * Lanes);
                Vector256.MaxNative(black, Vector256.MinNative(d, white)).Store(to + 3 * Lanes);
            }
            for (; group < groups; group++, to += Lanes)
            {
                float* own = weights + group % period * size;
                var sum = Vector256<float>.Zero;
                for (int k = 0; k < taps; k++) sum += Vector256.Load(own + k * Lanes) * Vector256.Load(values + places[group] + k);
                Vector256.MaxNative(black, Vector256.MinNative(sum, white)).Store(to);
            }
        }
    }

    public void Dispose()
    {
        BoundedPool<int>.Return(_places);
        BoundedPool<float>.Return(_weights);
    }

    // Whether eight outputs start no further apart than that, and read nothing beyond the row.
    private bool Fits(ReadOnlySpan<int> start, int output, int spread)
    {
        int place = Place(start, output);
        if (place < 0 || place + _taps + Lanes - 1 > _source) return false;
        for (int lane = 0; lane < Lanes; lane++)
            if (start[output + lane] - lane - place > spread) return false;
        return true;
    }

    private static int Place(ReadOnlySpan<int> start, int output)
    {
        int place = int.MaxValue;
        for (int lane = 0; lane < Lanes; lane++) place = Math.Min(place, start[output + lane] - lane);
        return place;
    }
}
