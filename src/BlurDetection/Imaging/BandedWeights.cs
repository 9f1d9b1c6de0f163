using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>The weights of a row's outputs, eight outputs side by side: output l of eight reads the values from l on behind a common
/// place, so that one vector of values serves all eight.</summary>
/// <remarks>Each sum runs from the first value to the last, whatever the vectors, so that every machine gives the same floats. It pays
/// where outputs lie less than two values apart.</remarks>
internal sealed class BandedWeights : IDisposable
{
    private const int Lanes = 8;
    private const float White = 255;

    private readonly int _source, _target, _taps;
    private readonly int[] _places; // of each eight outputs; below 0 at the left edge
    private readonly float[] _weights; // [eight outputs, taps, 8]

    /// <param name="source">Values of a row.</param>
    /// <param name="start">The first value of each output.</param>
    /// <param name="weights">[outputs, <paramref name="stride"/>], of which <paramref name="reach"/> count.</param>
    /// <param name="stride">From one output to the next.</param>
    /// <param name="reach">Values of an output.</param>
    public BandedWeights(int source, ReadOnlySpan<int> start, ReadOnlySpan<float> weights, int stride, int reach)
    {
        (_source, _target) = (source, start.Length);
        int groups = (_target + Lanes - 1) / Lanes, spread = 0;
        _places = BoundedPool<int>.Rent(groups);
        for (int group = 0; group < groups; group++)
        {
            int least = int.MaxValue, most = int.MinValue;
            for (int output = group * Lanes; output < Math.Min(_target, (group + 1) * Lanes); output++)
            {
                least = Math.Min(least, start[output] - output % Lanes);
                most = Math.Max(most, start[output] - output % Lanes);
            }
            _places[group] = least;
            spread = Math.Max(spread, most - least);
        }
        _taps = reach + spread;
        _weights = BoundedPool<float>.Rent(groups * _taps * Lanes);
        _weights.AsSpan(0, groups * _taps * Lanes).Clear();
        for (int output = 0; output < _target; output++)
        {
            int group = output / Lanes, lane = output % Lanes, first = group * _taps + start[output] - lane - _places[group];
            for (int k = 0; k < reach; k++) _weights[(first + k) * Lanes + lane] = weights[output * stride + k];
        }
    }

    /// <summary>Makes one row; results are kept within 0 and 255.</summary>
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        row = row[.._source];
        for (int first = 0, group = 0; first < _target; first += Lanes, group++)
        {
            int place = _places[group];
            if (place >= 0 && place + _taps + Lanes - 1 <= _source && first + Lanes <= _target)
                Eight(row[place..], _weights.AsSpan(group * _taps * Lanes), _taps).CopyTo(result[first..]);
            else
            {
                for (int output = first; output < Math.Min(_target, first + Lanes); output++)
                    result[output] = One(row, place + output - first, _weights.AsSpan(group * _taps * Lanes + output - first));
            }
        }
    }

    public void Dispose()
    {
        BoundedPool<int>.Return(_places);
        BoundedPool<float>.Return(_weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Eight(ReadOnlySpan<float> row, ReadOnlySpan<float> weights, int taps)
    {
        var sum = Vector256<float>.Zero;
        fixed (float* values = row, own = weights)
            for (int k = 0; k < taps; k++) sum += Vector256.Load(own + k * Lanes) * Vector256.Load(values + k);
        return Vector256.Max(Vector256<float>.Zero, Vector256.Min(sum, Vector256.Create(White)));
    }

    private float One(ReadOnlySpan<float> row, int place, ReadOnlySpan<float> weights)
    {
        float sum = 0;
        for (int k = 0; k < _taps; k++)
            if ((uint)(place + k) < (uint)row.Length) sum += weights[k * Lanes] * row[place + k];
        return Math.Clamp(sum, 0, White);
    }
}
