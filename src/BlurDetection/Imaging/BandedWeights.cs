using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>The weights of a row's outputs, a vector of outputs side by side: each of them reads the values from its place in the vector on
/// behind a common one, so that one vector of values serves them all.</summary>
/// <remarks>Each sum runs from the first value to the last, whatever the vectors, so that every machine gives the same floats. It pays
/// where outputs lie less than two values apart.</remarks>
internal sealed class BandedWeights : IDisposable
{
    /// <summary>Values that are read before the row and behind it, with weight zero.</summary>
    public const int Padding = 16;

    private const int Together = 4;

    private readonly int _source, _target, _step, _count;
    private readonly bool _wide;
    private readonly BandedGroup[] _groups;
    private readonly AlignedFloats _weights; // [taps, lanes] of each group that is unlike those before

    /// <param name="source">Values of a row.</param>
    /// <param name="start">The first value of each output.</param>
    /// <param name="weights">[outputs, <paramref name="stride"/>], of which <paramref name="reach"/> count.</param>
    /// <param name="stride">From one output to the next.</param>
    /// <param name="reach">Values of an output.</param>
    /// <param name="period">Outputs after which the weights may be those of the first again.</param>
    /// <param name="wide">Whether sixteen outputs stand side by side, else eight.</param>
    public BandedWeights(
        int source, ReadOnlySpan<int> start, ReadOnlySpan<float> weights, int stride, int reach, int period, bool wide)
    {
        (_source, _target, _wide) = (source, start.Length, wide);
        int lanes = wide ? 16 : 8;
        // Where a vector holds whole periods, or nearly, all of them have the same weights, which stay in registers and the first cache.
        _step = lanes / period * period is var whole && whole >= lanes * 3 / 4 ? whole : lanes;
        _count = (_target + _step - 1) / _step;
        _groups = BoundedPool<BandedGroup>.Rent(_count);
        int repeated = period / (int)BigInteger.GreatestCommonDivisor(period, _step), most = 0, end = 0;
        for (int group = 0; group < _count; group++)
        {
            _groups[group] = Place(start, group, reach);
            most = Math.Max(most, _groups[group].Taps);
        }
        _weights = new AlignedFloats(_count * most * lanes);
        for (int group = 0; group < _count; group++)
        {
            int taps = _groups[group].Taps, first = group * _step;
            var own = _weights.Span.Slice(end, taps * lanes);
            own.Clear();
            for (int lane = 0; lane < Math.Min(_step, _target - first); lane++)
            {
                int behind = start[first + lane] - lane - _groups[group].Place;
                for (int k = 0; k < reach; k++) own[(behind + k) * lanes + lane] = weights[(first + lane) * stride + k];
            }
            bool isRepeated = group >= repeated && _groups[group - repeated] is var before && before.Taps == taps
                && own.SequenceEqual(_weights.Span.Slice(before.Weights, own.Length));
            _groups[group] = _groups[group] with { Weights = isRepeated ? _groups[group - repeated].Weights : end };
            if (!isRepeated) end += own.Length;
        }
    }

    /// <summary>Makes the outputs of a row; results are kept within 0 and 255.</summary>
    /// <param name="row">The values, between <see cref="Padding"/> finite ones on either side.</param>
    /// <param name="result">Takes the outputs.</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        if (_wide) Apply<FloatLanes16, Vector512<float>>(row, result);
        else Apply<FloatLanes8, Vector256<float>>(row, result);
    }

    public void Dispose()
    {
        BoundedPool<BandedGroup>.Return(_groups);
        _weights.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Apply<TLanes, TVector>(ReadOnlySpan<float> row, Span<float> result) where TLanes : IFloatLanes<TVector>
    {
        int lanes = TLanes.Count, step = _step, count = _count;
        fixed (float* values = row[..(_source + 2 * Padding)], weights = _weights.Span, output = result[.._target])
        fixed (BandedGroup* groups = _groups)
        {
            float* origin = values + Padding;
            float* rest = stackalloc float[Padding];
            // What a vector has beyond its group, the next one writes over.
            int whole = _target < lanes ? 0 : Math.Min(count, (_target - lanes) / step + 1), group = 0;
            while (group < whole)
            {
                int taps = groups[group].Taps;
                if (group + Together > whole || groups[group + 1].Taps != taps || groups[group + 2].Taps != taps
                    || groups[group + 3].Taps != taps)
                {
                    TLanes.StoreClamped(Sum<TLanes, TVector>(origin + groups[group].Place, weights + groups[group].Weights, taps),
                        output + group++ * step);
                    continue;
                }
                float* p = origin + groups[group].Place, q = origin + groups[group + 1].Place, r = origin + groups[group + 2].Place,
                    s = origin + groups[group + 3].Place;
                float* first = weights + groups[group].Weights, second = weights + groups[group + 1].Weights,
                    third = weights + groups[group + 2].Weights, fourth = weights + groups[group + 3].Weights;
                TVector a = TLanes.All(0), b = a, c = a, d = a;
                if (first == second && first == third && first == fourth)
                {
                    for (int k = 0; k < taps; k++)
                    {
                        TVector weight = TLanes.Load(first + k * lanes);
                        a = TLanes.AddProduct(a, weight, TLanes.Load(p + k));
                        b = TLanes.AddProduct(b, weight, TLanes.Load(q + k));
                        c = TLanes.AddProduct(c, weight, TLanes.Load(r + k));
                        d = TLanes.AddProduct(d, weight, TLanes.Load(s + k));
                    }
                }
                else
                {
                    for (int k = 0; k < taps; k++)
                    {
                        a = TLanes.AddProduct(a, TLanes.Load(first + k * lanes), TLanes.Load(p + k));
                        b = TLanes.AddProduct(b, TLanes.Load(second + k * lanes), TLanes.Load(q + k));
                        c = TLanes.AddProduct(c, TLanes.Load(third + k * lanes), TLanes.Load(r + k));
                        d = TLanes.AddProduct(d, TLanes.Load(fourth + k * lanes), TLanes.Load(s + k));
                    }
                }
                float* to = output + group * step;
                TLanes.StoreClamped(a, to);
                TLanes.StoreClamped(b, to + step);
                TLanes.StoreClamped(c, to + 2 * step);
                TLanes.StoreClamped(d, to + 3 * step);
                group += Together;
            }
            for (; group < count; group++)
            {
                TLanes.StoreClamped(
                    Sum<TLanes, TVector>(origin + groups[group].Place, weights + groups[group].Weights, groups[group].Taps), rest);
                new Span<float>(rest, Math.Min(step, _target - group * step)).CopyTo(new Span<float>(output + group * step, step));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe TVector Sum<TLanes, TVector>(float* values, float* weights, int taps) where TLanes : IFloatLanes<TVector>
    {
        TVector sum = TLanes.All(0);
        for (int k = 0; k < taps; k++) sum = TLanes.AddProduct(sum, TLanes.Load(weights + k * TLanes.Count), TLanes.Load(values + k));
        return sum;
    }

    // At the edges more outputs start at the same value.
    private BandedGroup Place(ReadOnlySpan<int> start, int group, int reach)
    {
        int place = int.MaxValue, last = int.MinValue;
        for (int lane = 0; lane < _step && group * _step + lane < _target; lane++)
        {
            int own = start[group * _step + lane] - lane;
            (place, last) = (Math.Min(place, own), Math.Max(last, own));
        }
        return new BandedGroup(place, last - place + reach, 0);
    }
}
