using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>A copy of a progressive YCbCr JPEG whose chroma has no detail, for decoders that are asked for luma: they would read the
/// chroma's scans, which of 4:4:4 are two thirds of all, to throw them away.</summary>
/// <remarks>
/// The luma stays as it is, value for value. In place of the scans left out stands an empty one for each component, without which
/// libjpeg would guess the detail of both components by smoothing, and take longer.
/// </remarks>
internal sealed class LumaJpeg : IDisposable
{
    private const byte ProgressiveFrame = 0xC2, EndOfImage = 0xD9;
    private const int Components = 3, Coefficients = 64, BlocksOfRun = 32767;

    // One AC code, "0", for the longest run of blocks without further coefficients; and no restarts from here on.
    private static ReadOnlySpan<byte> EmptyScansHead =>
    [
        0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0,
        0xFF, 0xDD, 0, 4, 0, 0,
    ];

    private byte[] _bytes;
    private int _length;

    private LumaJpeg(int capacity) => _bytes = BoundedPool<byte>.Rent(capacity);

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>The copy; null where nothing would be gained, where luma is not sent to its last bit (data may be missing), or where
    /// anything is unusual.</summary>
    public static LumaJpeg? TryCreate(ReadOnlySpan<byte> jpeg)
    {
        if (!JpegHeader.TryRead(jpeg, out var header) || !header.IsYCbCr) return null;
        ReadOnlySpan<byte> frame = default;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext() && segments.Marker != JpegSegments.StartOfScan;)
            if (JpegHeader.IsFrame(segments.Marker)) frame = segments.Marker == ProgressiveFrame ? segments.Body : default;
        if (frame.Length < 6 + 3 * Components || frame[5] != Components) return null;
        var runs = Runs(frame, header);
        var copy = new LumaJpeg(jpeg.Length + EmptyScansHead.Length + (Components - 1) * (16 + 4 * Math.Max(runs.Blue, runs.Red)));
        if (copy.TryFill(jpeg, frame, runs)) return copy;
        copy.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) BoundedPool<byte>.Return(_bytes);
        _bytes = [];
    }

    // Of empty blocks that make up a scan of each chroma component: the last is longer than it need be.
    private static (int Blue, int Red) Runs(ReadOnlySpan<byte> frame, JpegHeader header)
    {
        int mostH = 1, mostV = 1;
        for (var i = 0; i < Components; i++)
            (mostH, mostV) = (Math.Max(mostH, frame[7 + 3 * i] >> 4), Math.Max(mostV, frame[7 + 3 * i] & 15));
        return (Of(frame[10]), Of(frame[13]));

        int Of(byte sampling)
        {
            var (width, height) = (Ceiling(header.Width * (sampling >> 4), mostH), Ceiling(header.Height * (sampling & 15), mostV));
            return Ceiling(Ceiling(width, 8) * Ceiling(height, 8), BlocksOfRun);
        }
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;

    private bool TryFill(ReadOnlySpan<byte> jpeg, ReadOnlySpan<byte> frame, (int Blue, int Red) runs)
    {
        var luma = frame[6];
        Span<int> missing = stackalloc int[Coefficients]; // bits of each coefficient of luma that have not been sent
        missing.Fill(int.MaxValue);
        var leftOut = 0;
        for (int at = 2, from = 0; at + 2 <= jpeg.Length && jpeg[at] == 0xFF;)
        {
            var marker = jpeg[at + 1];
            if (marker == EndOfImage)
            {
                if (leftOut == 0 || missing.ContainsAnyExcept(0)) return false;
                Add(jpeg[from..at]);
                AddEmptyScans(frame, runs);
                return true;
            }
            if (marker == 0xFF)
            {
                at++; // fill byte
                continue;
            }
            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD8) || at + 4 > jpeg.Length) return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]), end = at + 2 + length;
            if (length < 2 || end > jpeg.Length) return false;
            if (marker == JpegSegments.StartOfScan)
            {
                var scan = jpeg[(at + 4)..end];
                if (scan.Length < 6 || scan.Length < 4 + 2 * scan[0]) return false;
                end = EndOfScan(jpeg, end);
                if (scan[0] == 1 && scan[1] != luma && scan[3] > 0)
                {
                    Add(jpeg[from..at]);
                    (from, leftOut) = (end, leftOut + 1);
                }
                else if (!TryCount(scan, luma, missing)) return false;
            }
            at = end;
        }
        return false;
    }

    private static bool TryCount(ReadOnlySpan<byte> scan, byte luma, Span<int> missing)
    {
        int count = scan[0], first = scan[1 + 2 * count], last = scan[2 + 2 * count], bits = scan[3 + 2 * count] & 15;
        if (first > last || last >= Coefficients) return false;
        for (var i = 0; i < count; i++)
            if (scan[1 + 2 * i] == luma) missing[first..(last + 1)].Fill(bits);
        return true;
    }

    // At the next marker that is not a restart.
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at + 1 < jpeg.Length)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= jpeg.Length) break;
            at += next;
            if (jpeg[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) return at;
            at += jpeg[at + 1] == 0xFF ? 1 : 2;
        }
        return jpeg.Length;
    }

    private void AddEmptyScans(ReadOnlySpan<byte> frame, (int Blue, int Red) runs)
    {
        Add(EmptyScansHead);
        AddEmptyScan(frame[9], runs.Blue);
        AddEmptyScan(frame[12], runs.Red);
        Add([0xFF, EndOfImage]);
    }

    // Each run is the code "0" and fourteen bits of one.
    private void AddEmptyScan(byte component, int runs)
    {
        Add([0xFF, JpegSegments.StartOfScan, 0, 8, 1, component, 0, 1, Coefficients - 1, 0]);
        uint bits = 0;
        var count = 0;
        for (var i = 0; i < runs; i++)
        {
            (bits, count) = (bits << 15 | 0x3FFF, count + 15);
            for (; count >= 8; count -= 8) AddEntropy((byte)(bits >> (count - 8)));
        }
        if (count > 0) AddEntropy((byte)(bits << (8 - count) | 0xFFu >> count));
    }

    private void AddEntropy(byte value)
    {
        _bytes[_length++] = value;
        if (value == 0xFF) _bytes[_length++] = 0;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
