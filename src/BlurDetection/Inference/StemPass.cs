using System.Runtime.CompilerServices;
using BlurDetection.Buffers;

namespace BlurDetection.Inference;

/// <summary>One run of <see cref="StemConvolutions"/>, with vectors of one width.</summary>
internal static unsafe class StemPass<TLanes, TWeights, TSums> where TLanes : ILanes<TWeights, TSums>
{
    private const int Filters = StemWeights.Filters, InputRows = StemWeights.FirstSide;

    // Positions that are computed at a time.
    private const int FirstBlock = 4, SecondBlock = 8;

    // Values of one position of the second convolution in one row of its input, and all weights of that row.
    private const int RowTaps = StemWeights.SecondSide * Filters, RowWeights = RowTaps * Filters;

    public static void Run(StemWeights weights, float gain, ReadOnlySpan<float> luma, int width, int height, Span<byte> output)
    {
        int firstWidth = (width + 1) / 2, firstHeight = (height + 1) / 2;
        int cells = StemConvolutions.Cells(width), rows = StemConvolutions.Cells(height);
        ArgumentOutOfRangeException.ThrowIfLessThan(luma.Length, width * height);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, cells * rows * Filters);
        int computed = (firstWidth + FirstBlock - 1) / FirstBlock * FirstBlock;
        int inputStride = 2 * computed + InputRows, firstStride = (computed + 1) * Filters;
        short[] input = BoundedPool<short>.Rent(InputRows * inputStride), between = BoundedPool<short>.Rent(2 * firstStride);
        fixed (short* inputRows = input, first = between, firstWeights = weights.First, secondWeights = weights.Second)
        fixed (int* firstBias = weights.FirstBias, secondBias = weights.SecondBias)
        fixed (float* image = luma, toBytes = weights.ToBytes)
        fixed (byte* to = output)
        {
            int loaded = -2; // the row above the image is one of zeros
            for (int y = 0; y < StemWeights.SecondSide * rows; y++)
            {
                short* target = first + y % 2 * firstStride;
                if (y < firstHeight)
                {
                    while (loaded < 2 * y + 2)
                    {
                        loaded++;
                        Load(image + (long)loaded * width, loaded >= 0 && loaded < height ? width : 0, gain,
                            Row(inputRows, loaded, inputStride), inputStride);
                    }
                    FirstRow(Row(inputRows, 2 * y - 1, inputStride), Row(inputRows, 2 * y, inputStride),
                        Row(inputRows, 2 * y + 1, inputStride), Row(inputRows, 2 * y + 2, inputStride), firstWeights, firstBias, target,
                        computed);
                    new Span<short>(target + firstWidth * Filters, Filters).Clear();
                }
                else new Span<short>(target, firstStride).Clear();
                if (y % 2 == 1)
                    SecondRow(first, first + firstStride, secondWeights, secondBias, toBytes, to + y / 2 * cells * Filters, cells);
            }
        }
        BoundedPool<short>.Return(input);
        BoundedPool<short>.Return(between);
    }

    // The last four rows are kept.
    private static short* Row(short* rows, int y, int stride) => rows + (y + InputRows) % InputRows * stride;

    // One zero to the left, and as many to the right as the row is long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Load(float* luma, int width, float gain, short* to, int stride)
    {
        const float white = Brightening.White * StemWeights.LumaScale;
        float factor = gain * StemWeights.LumaScale;
        *to = 0;
        int x = 0;
        for (; x + 16 <= width; x += 16) TLanes.StoreScaled(luma + x, factor, white, to + 1 + x);
        for (; x < width; x++) to[1 + x] = (short)Math.Clamp(MathF.Round(luma[x] * factor), short.MinValue, white);
        new Span<short>(to + 1 + width, stride - 1 - width).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FirstRow(short* row0, short* row1, short* row2, short* row3, short* weights, int* bias, short* to, int count)
    {
        for (int filter = 0; filter < Filters; filter += TLanes.Count)
        {
            short* own = weights + 2 * filter;
            TWeights a = TLanes.Weights(own), b = TLanes.Weights(own + 2 * Filters), c = TLanes.Weights(own + 4 * Filters),
                d = TLanes.Weights(own + 6 * Filters), e = TLanes.Weights(own + 8 * Filters), f = TLanes.Weights(own + 10 * Filters),
                g = TLanes.Weights(own + 12 * Filters), h = TLanes.Weights(own + 14 * Filters);
            TSums start = TLanes.Sums(bias + filter);
            for (int x = 0; x < count; x += FirstBlock)
            {
                short* p = row0 + 2 * x, q = row1 + 2 * x, r = row2 + 2 * x, s = row3 + 2 * x;
                TSums first = start, second = start, third = start, fourth = start;
                Add(p, a, ref first, ref second, ref third, ref fourth);
                Add(p + 2, b, ref first, ref second, ref third, ref fourth);
                Add(q, c, ref first, ref second, ref third, ref fourth);
                Add(q + 2, d, ref first, ref second, ref third, ref fourth);
                Add(r, e, ref first, ref second, ref third, ref fourth);
                Add(r + 2, f, ref first, ref second, ref third, ref fourth);
                Add(s, g, ref first, ref second, ref third, ref fourth);
                Add(s + 2, h, ref first, ref second, ref third, ref fourth);
                short* target = to + x * Filters + filter;
                TLanes.StoreUpper(first, target);
                TLanes.StoreUpper(second, target + Filters);
                TLanes.StoreUpper(third, target + 2 * Filters);
                TLanes.StoreUpper(fourth, target + 3 * Filters);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(short* two, TWeights weights, ref TSums first, ref TSums second, ref TSums third, ref TSums fourth)
    {
        first = TLanes.MultiplyAdd(two, weights, first);
        second = TLanes.MultiplyAdd(two + 2, weights, second);
        third = TLanes.MultiplyAdd(two + 4, weights, third);
        fourth = TLanes.MultiplyAdd(two + 6, weights, fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SecondRow(short* upper, short* lower, short* weights, int* bias, float* toBytes, byte* to, int count)
    {
        for (int filter = 0; filter < Filters; filter += TLanes.Count)
        {
            TSums start = TLanes.Sums(bias + filter);
            int x = 0;
            for (; x + SecondBlock <= count; x += SecondBlock)
            {
                TSums a = start, b = start, c = start, d = start, e = start, f = start, g = start, h = start;
                short* own = weights + 2 * filter;
                for (int row = 0; row < StemWeights.SecondSide; row++)
                {
                    short* two = (row == 0 ? upper : lower) + x * RowTaps;
                    for (int tap = 0; tap < RowTaps; tap += 2, two += 2, own += 2 * Filters)
                    {
                        TWeights both = TLanes.Weights(own);
                        a = TLanes.MultiplyAdd(two, both, a);
                        b = TLanes.MultiplyAdd(two + RowTaps, both, b);
                        c = TLanes.MultiplyAdd(two + 2 * RowTaps, both, c);
                        d = TLanes.MultiplyAdd(two + 3 * RowTaps, both, d);
                        e = TLanes.MultiplyAdd(two + 4 * RowTaps, both, e);
                        f = TLanes.MultiplyAdd(two + 5 * RowTaps, both, f);
                        g = TLanes.MultiplyAdd(two + 6 * RowTaps, both, g);
                        h = TLanes.MultiplyAdd(two + 7 * RowTaps, both, h);
                    }
                }
                byte* target = to + x * Filters + filter;
                float* factors = toBytes + filter;
                TLanes.StoreBytes(a, factors, target);
                TLanes.StoreBytes(b, factors, target + Filters);
                TLanes.StoreBytes(c, factors, target + 2 * Filters);
                TLanes.StoreBytes(d, factors, target + 3 * Filters);
                TLanes.StoreBytes(e, factors, target + 4 * Filters);
                TLanes.StoreBytes(f, factors, target + 5 * Filters);
                TLanes.StoreBytes(g, factors, target + 6 * Filters);
                TLanes.StoreBytes(h, factors, target + 7 * Filters);
            }
            for (; x < count; x++)
            {
                TSums sums = start;
                for (int tap = 0; tap < RowTaps; tap += 2)
                {
                    short* own = weights + (tap * Filters + 2 * filter);
                    sums = TLanes.MultiplyAdd(upper + x * RowTaps + tap, TLanes.Weights(own), sums);
                    sums = TLanes.MultiplyAdd(lower + x * RowTaps + tap, TLanes.Weights(own + RowWeights), sums);
                }
                TLanes.StoreBytes(sums, toBytes + filter, to + x * Filters + filter);
            }
        }
    }
}
