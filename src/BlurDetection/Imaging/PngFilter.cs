using System.Buffers.Binary;
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
    /// <param name="raw">The filtered bytes of the first row, with a margin behind them.</param>
    /// <param name="nextRaw">Those of the second row.</param>
    /// <param name="above">The restored row above, with margins; zeros for the first row.</param>
    /// <param name="row">Takes the first restored row, with margins; the front one must be zero.</param>
    /// <param name="nextRow">Takes the second one.</param>
    public static void UndoTwo(
        int size, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> nextRaw, ReadOnlySpan<byte> above, Span<byte> row, Span<byte> nextRow)
    {
        Vector128<short> left = default, corner = default, nextLeft = default, nextCorner = default;
        var i = 0;
        for (var end = raw.Length - Margin; i < end; i += size)
        {
            var nextUp = left;
            var up = Load(above[(Margin + i)..]);
            left = Restore(raw[i..], left, up, corner, row[(Margin + i)..]);
            corner = up;
            if (i == 0) continue;
            nextLeft = Restore(nextRaw[(i - size)..], nextLeft, nextUp, nextCorner, nextRow[(Margin + i - size)..]);
            nextCorner = nextUp;
        }
        Restore(nextRaw[(i - size)..], nextLeft, left, nextCorner, nextRow[(Margin + i - size)..]);

        static Vector128<short> Restore(
            ReadOnlySpan<byte> raw, Vector128<short> left, Vector128<short> up, Vector128<short> corner, Span<byte> row)
        {
            var restored = (Load(raw) + default(Paeth).Predict(left, up, corner)) & Vector128.Create((short)255);
            Store(restored, row);
            return restored;
        }
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
    private static void Wide<TPredictor>(int size, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> above, Span<byte> row, TPredictor predictor)
        where TPredictor : struct, IPredictor
    {
        var left = Vector128<short>.Zero;
        var corner = Vector128<short>.Zero;
        for (var i = 0; i + size <= raw.Length - Margin; i += size)
        {
            var up = Load(above[(Margin + i)..]);
            left = (Load(raw[i..]) + predictor.Predict(left, up, corner)) & Vector128.Create((short)255);
            corner = up;
            Store(left, row[(Margin + i)..]);
        }
    }

    private static Vector128<short> Load(ReadOnlySpan<byte> at) =>
        Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReadUInt64LittleEndian(at)).AsByte()).AsInt16();

    private static void Store(Vector128<short> pixel, Span<byte> at) =>
        BinaryPrimitives.WriteUInt64LittleEndian(at, Vector128.Narrow(pixel.AsUInt16(), pixel.AsUInt16()).AsUInt64()[0]);

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
