using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Resamples a row: which source values, with which weights, make each output value.</summary>
/// <remarks>
/// Down: exact area coverage, or Lanczos-3 normalised to sum 1 within the row (Turkowski, 1990). Up: linear interpolation between pixel
/// centres, the edge continued.
/// The sums run in one order with separate multiplications and additions, so that every machine gives the same floats.
/// </remarks>
internal sealed class AxisWeights : IDisposable
{
    private int[]? _start;
    private float[]? _weight; // tap by tap: the first tap of every output, then the second ...; Lanczos: output by output, Taps each
    private readonly bool _lanczos;
    private readonly BandedWeights? _banded;

    // Outputs after which the weights are the same again, so many source values further.
    private int Period => Target / (int)BigInteger.GreatestCommonDivisor(Source, Target);

    private const int Lobes = 3, Lanes = 8;

    /// <param name="source">Values of a row.</param>
    /// <param name="target">Values that are made of it.</param>
    /// <param name="resampling">How.</param>
    /// <param name="banded">Whether <see cref="Apply"/> will be called.</param>
    /// <param name="wide">Whether sixteen outputs are made side by side where it pays; <see langword="null"/> where the processor
    /// can.</param>
    public AxisWeights(int source, int target, Resampling resampling = Resampling.Area, bool banded = true, bool? wide = null)
    {
        Source = source;
        Target = target;
        _lanczos = resampling == Resampling.Lanczos3 && source >= target;
        if (source == target && !_lanczos) return;
        Reach = _lanczos ? Math.Min(source, (int)((2L * Lobes * source + target - 1) / target))
            : source > target ? (source + target - 1) / target + 1 : 2;
        Taps = _lanczos ? (Reach + Lanes - 1) / Lanes * Lanes : Reach;
        _start = BoundedPool<int>.Rent(target);
        _weight = BoundedPool<float>.Rent(Taps * target);
        _weight.AsSpan(0, Taps * target).Clear();
        if (_lanczos)
        {
            FillLanczos();
            if (banded && source < 2 * target)
                _banded = new BandedWeights(
                    source, _start.AsSpan(0, target), _weight, Taps, Reach, Period, wide ?? FloatLanes16.IsSupported);
        }
        else if (source > target) FillAreas();
        else FillLinear();
    }

    public int Source { get; }

    public int Target { get; }

    /// <summary>Source values that one output value may take.</summary>
    public int Reach { get; }

    /// <summary>Values that are read for one output, those of weight zero with them.</summary>
    public int Taps { get; }

    /// <summary>Finite values that must stand before those of a row, and behind them; they are read with weight zero.</summary>
    public (int Before, int Behind) Padding =>
        _banded is null ? (0, Taps) : (BandedWeights.Padding, BandedWeights.Padding);

    /// <summary>The first source value of an output value; not where source and target are the same and nothing is weighed.</summary>
    public int Start(int output) => _start![output];

    /// <summary>The weights of the source values from <see cref="Start"/> on; of Lanczos alone.</summary>
    public ReadOnlySpan<float> WeightsOf(int output) => _weight.AsSpan(output * Taps, Reach);

    /// <summary>Makes one row. Results never leave the range of 0 to 255 by rounding.</summary>
    /// <param name="row">The values, with their <see cref="Padding"/>.</param>
    /// <param name="result">Takes the outputs.</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        if (_start is null || _weight is null)
        {
            row[..Target].CopyTo(result);
            return;
        }
        if (_banded is not null)
        {
            _banded.Apply(row, result);
            return;
        }
        if (_lanczos)
        {
            ApplyLanczos(row, result);
            return;
        }
        var i = 0;
        if (Avx2.IsSupported) i = ApplyGathered(row, result);
        for (; i < Target; i++)
        {
            var from = _start[i];
            var sum = _weight[i] * row[from];
            for (var k = 1; k < Taps; k++) sum += _weight[k * Target + i] * row[from + k];
            result[i] = Math.Clamp(sum, 0f, 255f);
        }
    }

    public void Dispose()
    {
        if (_start is not null) BoundedPool<int>.Return(_start);
        if (_weight is not null) BoundedPool<float>.Return(_weight);
        if (_start is not null) _banded?.Dispose();
        (_start, _weight) = (null, null);
    }

    private unsafe int ApplyGathered(ReadOnlySpan<float> row, Span<float> result)
    {
        var i = 0;
        fixed (float* values = row, weights = _weight, output = result)
        fixed (int* start = _start)
        {
            Vector256<float> white = Vector256.Create(255f), black = Vector256<float>.Zero;
            for (; i + 8 <= Target; i += 8)
            {
                var index = Vector256.Load(start + i);
                var sum = Vector256.Load(weights + i) * Avx2.GatherVector256(values, index, sizeof(float));
                for (var k = 1; k < Taps; k++)
                    sum += Vector256.Load(weights + k * Target + i) * Avx2.GatherVector256(values + k, index, sizeof(float));
                Vector256.Max(black, Vector256.Min(sum, white)).Store(output + i);
            }
        }
        return i;
    }

    // Eight lanes side by side, which are added pairwise in one order: the upper half to the lower one, and again, and the last two.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void ApplyLanczos(ReadOnlySpan<float> row, Span<float> result)
    {
        var (target, taps) = (Target, Taps);
        fixed (float* values = row, weights = _weight, output = result[..target])
        fixed (int* start = _start)
        {
            Vector128<float> white = Vector128.Create(255f), black = Vector128<float>.Zero;
            var i = 0;
            for (; Sse.IsSupported && i + 4 <= target; i += 4)
            {
                var weight = weights + i * taps;
                var a = Folded(values + start[i], weight, taps);
                var b = Folded(values + start[i + 1], weight + taps, taps);
                var c = Folded(values + start[i + 2], weight + 2 * taps, taps);
                var d = Folded(values + start[i + 3], weight + 3 * taps, taps);
                var first = Sse.MoveLowToHigh(a, b) + Sse.MoveHighToLow(b, a);
                var second = Sse.MoveLowToHigh(c, d) + Sse.MoveHighToLow(d, c);
                var sum = Sse.Shuffle(first, second, 0b10_00_10_00) + Sse.Shuffle(first, second, 0b11_01_11_01);
                Vector128.MaxNative(black, Vector128.MinNative(sum, white)).Store(output + i);
            }
            for (; i < target; i++)
            {
                var half = Folded(values + start[i], weights + i * taps, taps);
                half += Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1));
                output[i] = Math.Clamp(half.GetElement(0) + half.GetElement(1), 0f, 255f);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector128<float> Folded(float* from, float* weight, int taps)
    {
        var sum = Vector256.Load(weight) * Vector256.Load(from);
        for (var k = Lanes; k < taps; k += Lanes) sum += Vector256.Load(weight + k) * Vector256.Load(from + k);
        return sum.GetLower() + sum.GetUpper();
    }

    private void FillAreas()
    {
        for (var i = 0; i < Target; i++)
        {
            // In units of 1/Target source pixels, output i covers [i*Source, (i+1)*Source), and source x covers [x*Target, (x+1)*Target).
            long begin = (long)i * Source, end = begin + Source;
            var first = (int)(begin / Target);
            _start![i] = first;
            for (var k = 0; k < Taps; k++)
            {
                var left = (long)(first + k) * Target;
                var covered = Math.Min(end, left + Target) - Math.Max(begin, left);
                if (covered <= 0) break;
                _weight![k * Target + i] = (float)((double)covered / Source);
            }
        }
    }

    private void FillLanczos()
    {
        var ratio = (double)Source / Target;
        int period = Period, further = (int)((long)period * Source / Target);
        var taps = new double[Reach];
        var turn = Math.SinCos(Math.PI / ratio);
        var lobeTurn = Math.SinCos(Math.PI / Lobes / ratio);
        for (var i = 0; i < Target; i++)
        {
            if (i >= period && _start![i - period] is > 0 and var before && before + further < Source - Reach)
            {
                _start[i] = before + further;
                _weight.AsSpan((i - period) * Taps, Taps).CopyTo(_weight.AsSpan(i * Taps, Taps));
                continue;
            }
            var centre = (i + 0.5) * ratio - 0.5;
            var first = Math.Clamp((int)Math.Ceiling(centre - Lobes * ratio), 0, Source - Reach);
            _start![i] = first;
            Lanczos((first - centre) / ratio, 1 / ratio, turn, lobeTurn, taps);
            var sum = 0.0;
            foreach (var tap in taps) sum += tap;
            for (var k = 0; k < Reach; k++) _weight![i * Taps + k] = (float)(taps[k] / sum);
        }
    }

    /// <summary>The kernel at x, x + step, x + 2 step, ...; the sines turn from tap to tap by the same angle, which is far cheaper than
    /// sines of their own, and as exact as a float needs.</summary>
    private static void Lanczos(double x, double step, (double Sin, double Cos) turn, (double Sin, double Cos) lobeTurn,
        Span<double> taps)
    {
        const double Angle = Math.PI, LobeAngle = Math.PI / Lobes, Least = 1e-8;
        var (sine, cosine) = Math.SinCos(Angle * x);
        var (lobeSine, lobeCosine) = Math.SinCos(LobeAngle * x);
        for (var k = 0; k < taps.Length; k++)
        {
            var at = x + k * step;
            taps[k] = Math.Abs(at) >= Lobes ? 0 : Math.Abs(at) < Least ? 1 : sine * lobeSine / (Angle * LobeAngle * at * at);
            (sine, cosine) = (sine * turn.Cos + cosine * turn.Sin, cosine * turn.Cos - sine * turn.Sin);
            (lobeSine, lobeCosine) = (lobeSine * lobeTurn.Cos + lobeCosine * lobeTurn.Sin,
                lobeCosine * lobeTurn.Cos - lobeSine * lobeTurn.Sin);
        }
    }

    private void FillLinear()
    {
        for (var i = 0; i < Target; i++)
        {
            var centre = Math.Clamp((i + 0.5) * Source / Target - 0.5, 0, Source - 1);
            var first = Math.Min((int)centre, Math.Max(0, Source - 2));
            _start![i] = first;
            _weight![i] = (float)(1 - (centre - first));
            _weight[Target + i] = (float)(centre - first);
        }
    }
}
