namespace BlurDetection.Dicom.Tests.Support;

/// <summary>Writes lossless JPEG, process 14, any predictor, with one Huffman table of codes of five bits (ISO/IEC 10918-1, annex
/// H).</summary>
internal sealed class LosslessJpegWriter(int predictor, int restartRows = 0)
{
    private readonly List<byte> _bytes = [];
    private int _buffer, _count;

    public byte[] Write(TestImage image)
    {
        var (n, precision) = (image.SamplesPerPixel, image.BitsStored);
        _bytes.AddRange([0xFF, 0xD8, 0xFF, 0xC3, 0, (byte)(8 + 3 * n), (byte)precision, .. Word(image.Height), .. Word(image.Width),
            (byte)n]);
        for (var i = 0; i < n; i++) _bytes.AddRange([(byte)(i + 1), 0x11, 0]);
        // 17 codes of 5 bits for the sizes 0 to 16
        _bytes.AddRange([0xFF, 0xC4, .. Word(2 + 17 + 17), 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 17)
            .Select(i => (byte)i)]);
        if (restartRows > 0) _bytes.AddRange([0xFF, 0xDD, 0, 4, .. Word(restartRows * image.Width)]);
        _bytes.AddRange([0xFF, 0xDA, 0, (byte)(6 + 2 * n), (byte)n]);
        for (var i = 0; i < n; i++) _bytes.AddRange([(byte)(i + 1), 0]);
        _bytes.AddRange([(byte)predictor, 0, 0]);
        for (var y = 0; y < image.Height; y++)
        {
            var first = y == 0 || restartRows > 0 && y % restartRows == 0;
            if (first && y > 0) Restart(y / restartRows - 1);
            for (var i = 0; i < image.Width * n; i++) Difference(At(i, y) - Prediction(i, y, first));
        }
        Flush();
        return [.. _bytes, 0xFF, 0xD9];

        int At(int i, int y) => image.Samples[y * image.Width * n + i] & ((1 << precision) - 1);

        int Prediction(int i, int y, bool first)
        {
            if (i < n) return first ? 1 << (precision - 1) : At(i, y - 1);
            var left = At(i - n, y);
            if (first) return left;
            var (up, corner) = (At(i, y - 1), At(i - n, y - 1));
            return predictor switch
            {
                1 => left, 2 => up, 3 => corner, 4 => left + up - corner,
                5 => left + (up - corner >> 1), 6 => up + (left - corner >> 1), _ => left + up >> 1,
            };
        }
    }

    private void Difference(int difference)
    {
        difference = (short)difference;
        var size = 0;
        for (var rest = Math.Abs(difference); rest > 0; rest >>= 1) size++;
        Put(size, 5);
        if (size is > 0 and < 16) Put(difference > 0 ? difference : difference - 1, size);
    }

    private void Put(int value, int bits)
    {
        for (var i = bits - 1; i >= 0; i--)
        {
            _buffer = _buffer << 1 | (value >> i & 1);
            if (++_count < 8) continue;
            _bytes.Add((byte)_buffer);
            if ((byte)_buffer == 0xFF) _bytes.Add(0);
            (_buffer, _count) = (0, 0);
        }
    }

    private void Restart(int index)
    {
        Flush();
        _bytes.AddRange([0xFF, (byte)(0xD0 + index % 8)]);
    }

    private void Flush()
    {
        while (_count > 0) Put(1, 1);
    }

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
