using System.Numerics;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>Undoes PNG's row filters (ISO/IEC 15948, chapter 9).</summary>
internal static class PngFilter
{
    /// <summary>Bytes of room that a row needs in front of its first pixel and behind its last one.</summary>
    public const int Margin = 8;

    /// <summary>The filter that <see cref="UndoTwo"/> undoes.</summary>
    public const int PaethFilter = 4;

    /// <summary>Restores a row; false if there is no such filter.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="size">Bytes in a pixel.</param>
    /// <param name="raw">The filtered bytes, with a margin behind them.</param>
    /// <param name="above">The restored row above, with margins; zeros for the first row.</param>
    /// <param name="row">Takes the restored row, with margins; the front one must be zero.</param>
    public static bool TryUndo(int filter, int size, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> above, Span<byte> row)
    {
        var padded = raw;
        raw = raw[..^Margin];
        var restored = row.Slice(Margin, raw.Length);
        switch (filter)
        {
            case 0:
                raw.CopyTo(restored);
                return true;
            case 1 when size >= 2:
                Wide(size, padded, above, row, default(Sub));
                return true;
            case 1:
                for (var i = 0; i < raw.Length; i++) restored[i] = (byte)(raw[i] + row[Margin + i - size]);
                return true;
            case 2:
                Up(raw, above.Slice(Margin, raw.Length), restored);
                return true;
            case 3 when size >= 2:
                Wide(size, padded, above, row, default(Average));
                return true;
            case 3:
                for (var i = 0; i < raw.Length; i++) restored[i] = (byte)(raw[i] + (row[Margin + i - size] + above[Margin + i]) / 2);
                return true;
            case PaethFilter when size >= 2:
                Wide(size, padded, above, row, default(Paeth));
                return true;
            case PaethFilter:
                for (var i = 0; i < raw.Length; i++)
                    restored[i] = (byte)(raw[i] + PaethOf(row[Margin + i - size], above[Margin + i], above[Margin + i - size]));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Restores two rows of Paeth's filter at once, the second a pixel behind the first: in one row each pixel waits for the one
    /// before it.</summary>
    /// <param name="size">Bytes in a pixel, 2 to 8.</param>
    /// <param name="length">Bytes in a row.</param>
    /// <param name="raw">The rows as they are stored, the filter's byte in front and a margin behind.</param>
    /// <param name="rows">The restored row above, zeros for the first row, and those that take the restored ones; all with margins, of
    /// which the front ones must be zero.</param>
    public static unsafe void UndoTwo(int size, int length, byte[][] raw, byte[][] rows)
    {
        fixed (byte* raw0 = raw[0], raw1 = raw[1], above = rows[0], row0 = rows[1], row1 = rows[2])
        {
            byte* r0 = raw0 + 1, r1 = raw1 + 1, up = above + Margin, t0 = row0 + Margin, t1 = row1 + Margin;
            Vector128<short> left0 = default, left1 = default, corner0 = default, corner1 = default;
            var paeth = default(Paeth);
            left0 = Pixel(r0, left0, Load(up), corner0, t0, paeth);
            corner0 = Load(up);
            for (var i = size; i < length; i += size)
            {
                var (up0, up1) = (Load(up + i), left0);
                left0 = Pixel(r0 + i, left0, up0, corner0, t0 + i, paeth);
                left1 = Pixel(r1 + i - size, left1, up1, corner1, t1 + i - size, paeth);
                (corner0, corner1) = (up0, up1);
            }
            Pixel(r1 + length - size, left1, left0, corner1, t1 + length - size, paeth);
        }
    }

    /// <summary>Restores four rows of Paeth's filter at once, each a pixel behind the one above it.</summary>
    /// <inheritdoc cref="UndoTwo"/>
    public static unsafe void UndoFour(int size, int length, byte[][] raw, byte[][] rows)
    {
        fixed (byte* raw0 = raw[0], raw1 = raw[1], raw2 = raw[2], raw3 = raw[3], above = rows[0],
            row0 = rows[1], row1 = rows[2], row2 = rows[3], row3 = rows[4])
        {
            byte* r0 = raw0 + 1, r1 = raw1 + 1, r2 = raw2 + 1, r3 = raw3 + 1;
            byte* up = above + Margin, t0 = row0 + Margin, t1 = row1 + Margin, t2 = row2 + Margin, t3 = row3 + Margin;
            var first = Math.Min(3 * size, length);
            for (var i = 0; i < first; i += size) RestorePixel(size, i, r0, up, t0);
            for (var i = 0; i < first - size; i += size) RestorePixel(size, i, r1, t0, t1);
            for (var i = 0; i < first - 2 * size; i += size) RestorePixel(size, i, r2, t1, t2);
            if (first == 3 * size)
            {
                Vector128<short> left0 = Load(t0 + 2 * size), left1 = Load(t1 + size), left2 = Load(t2), left3 = default;
                Vector128<short> corner0 = Load(up + 2 * size), corner1 = Load(t0 + size), corner2 = Load(t1), corner3 = default;
                var paeth = default(Paeth);
                for (var i = first; i < length; i += size)
                {
                    var (up0, up1, up2, up3) = (Load(up + i), left0, left1, left2);
                    left0 = Pixel(r0 + i, left0, up0, corner0, t0 + i, paeth);
                    left1 = Pixel(r1 + i - size, left1, up1, corner1, t1 + i - size, paeth);
                    left2 = Pixel(r2 + i - 2 * size, left2, up2, corner2, t2 + i - 2 * size, paeth);
                    left3 = Pixel(r3 + i - 3 * size, left3, up3, corner3, t3 + i - 3 * size, paeth);
                    (corner0, corner1, corner2, corner3) = (up0, up1, up2, up3);
                }
            }
            for (var i = Math.Max(0, length - size); i < length; i += size) RestorePixel(size, i, r1, t0, t1);
            for (var i = Math.Max(0, length - 2 * size); i < length; i += size) RestorePixel(size, i, r2, t1, t2);
            for (var i = Math.Max(0, length - 3 * size); i < length; i += size) RestorePixel(size, i, r3, t2, t3);
        }
    }

    private static unsafe void RestorePixel(int size, int at, byte* raw, byte* above, byte* row)
    {
        for (var i = at; i < at + size; i++) row[i] = (byte)(raw[i] + PaethOf(row[i - size], above[i], above[i - size]));
    }

    private static void Up(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> above, Span<byte> restored)
    {
        var i = 0;
        for (; i + Vector<byte>.Count <= raw.Length; i += Vector<byte>.Count)
            (new Vector<byte>(raw[i..]) + new Vector<byte>(above[i..])).CopyTo(restored[i..]);
        for (; i < raw.Length; i++) restored[i] = (byte)(raw[i] + above[i]);
    }

    private static int PaethOf(int left, int above, int corner)
    {
        int a = Math.Abs(above - corner), b = Math.Abs(left - corner), c = Math.Abs(left + above - 2 * corner);
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    /// <summary>One pixel of up to eight bytes at a time; those that belong to the next pixel are overwritten with it.</summary>
    private static unsafe void Wide<TPredictor>(
        int size, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> above, Span<byte> row, TPredictor predictor)
        where TPredictor : struct, IPredictor
    {
        fixed (byte* from = raw, up = above[Margin..], to = row[Margin..])
        {
            var left = Vector128<short>.Zero;
            var corner = Vector128<short>.Zero;
            for (var i = 0; i + size <= raw.Length - Margin; i += size)
            {
                var next = Load(up + i);
                left = Pixel(from + i, left, next, corner, to + i, predictor);
                corner = next;
            }
        }
    }

    private static unsafe Vector128<short> Pixel<TPredictor>(
        byte* raw, Vector128<short> left, Vector128<short> above, Vector128<short> corner, byte* row, TPredictor predictor)
        where TPredictor : struct, IPredictor
    {
        var restored = (Load(raw) + predictor.Predict(left, above, corner)) & Vector128.Create((short)255);
        Vector128.Narrow(restored.AsUInt16(), restored.AsUInt16()).GetLower().Store(row);
        return restored;
    }

    private static unsafe Vector128<short> Load(byte* at) => Vector128.WidenLower(Vector64.Load(at).ToVector128Unsafe()).AsInt16();

    private interface IPredictor
    {
        Vector128<short> Predict(Vector128<short> left, Vector128<short> above, Vector128<short> corner);
    }

    private readonly struct Sub : IPredictor
    {
        public Vector128<short> Predict(Vector128<short> left, Vector128<short> above, Vector128<short> corner) => left;
    }

    private readonly struct Average : IPredictor
    {
        public Vector128<short> Predict(Vector128<short> left, Vector128<short> above, Vector128<short> corner) => (left + above) >> 1;
    }

    private readonly struct Paeth : IPredictor
    {
        public Vector128<short> Predict(Vector128<short> left, Vector128<short> above, Vector128<short> corner)
        {
            Vector128<short> toLeft = above - corner, toAbove = left - corner, toCorner = Vector128.Abs(toLeft + toAbove);
            (toLeft, toAbove) = (Vector128.Abs(toLeft), Vector128.Abs(toAbove));
            var least = Vector128.Min(toCorner, Vector128.Min(toLeft, toAbove));
            return Vector128.ConditionalSelect(Vector128.Equals(least, toLeft), left,
                Vector128.ConditionalSelect(Vector128.Equals(least, toAbove), above, corner));
        }
    }
}
