using BlurDetection.Dicom.Reading;
using BlurDetection.Jpeg;

namespace BlurDetection.Dicom.Codecs;

/// <summary>One scan of lossless JPEG: differences to a prediction out of the samples to the left and above.</summary>
internal sealed class LosslessScan(
    SamplePlanes planes, int[] components, HuffmanTable[] tables, int predictor, int shift, int precision, int restartInterval)
{
    private const string Codec = "lossless JPEG";
    private readonly int[][] _above = Rows(components.Length, planes.Width);
    private readonly int[][] _row = Rows(components.Length, planes.Width);

    /// <returns>Bytes that the scan took.</returns>
    public int Decode(ReadOnlySpan<byte> data, CancellationToken cancellationToken)
    {
        var width = planes.Width;
        if (restartInterval % width != 0)
            throw DicomErrors.Compressed(Codec, $"its restart interval of {restartInterval} is not a multiple of a row");
        var rowsBetweenRestarts = restartInterval / width;
        var bits = new JpegBits(data);
        var first = true;
        var shown = new int[width];
        for (var y = 0; y < planes.Height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rowsBetweenRestarts > 0 && y > 0 && y % rowsBetweenRestarts == 0)
            {
                if (!bits.Restart()) throw DicomErrors.Compressed(Codec, $"there is no restart marker before row {y + 1}");
                first = true;
            }
            for (var x = 0; x < width; x++)
                for (var i = 0; i < components.Length; i++)
                    _row[i][x] = Predict(_row[i], _above[i], x, first) + Difference(ref bits, tables[i]) & 0xFFFF;
            if (bits.IsExhausted) throw DicomErrors.CutShort($"its lossless JPEG frame ends in row {y + 1} of {planes.Height}");
            for (var i = 0; i < components.Length; i++)
            {
                for (var x = 0; x < width; x++) shown[x] = _row[i][x] << shift;
                planes.Set(components[i], y, 0, shown);
                (_row[i], _above[i]) = (_above[i], _row[i]);
            }
            first = false;
        }
        return bits.Position;
    }

    private int Predict(int[] row, int[] above, int x, bool first)
    {
        if (x == 0) return first ? 1 << (precision - shift - 1) : above[0];
        var left = row[x - 1];
        if (first) return left; // whatever the predictor (H.1.2.1)
        var (up, corner) = (above[x], above[x - 1]);
        return predictor switch
        {
            1 => left,
            2 => up,
            3 => corner,
            4 => left + up - corner,
            5 => left + (up - corner >> 1),
            6 => up + (left - corner >> 1),
            _ => left + up >> 1,
        };
    }

    private static int Difference(ref JpegBits bits, HuffmanTable table)
    {
        var size = table.Read(ref bits);
        if (size is < 0 or > 16) throw DicomErrors.Compressed(Codec, "a code is not in its Huffman table");
        if (size == 16) return 1 << 15;
        var value = bits.Read(size);
        return size == 0 || value >= 1 << (size - 1) ? value : value - (1 << size) + 1;
    }

    private static int[][] Rows(int count, int width) => [.. Enumerable.Range(0, count).Select(_ => new int[width])];
}
