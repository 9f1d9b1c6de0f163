using System.Buffers.Binary;
using System.IO.Compression;

namespace BlurDetection.Tests.Support;

/// <summary>Writes PNG files of any colour type, using all five row filters in turn.</summary>
internal static class PngWriter
{
    private static readonly (int Left, int Top, int Across, int Down)[] Whole = [(0, 0, 1, 1)],
        Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>A file of 8-bit values.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colourType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.</param>
    /// <param name="pixels">The values, row by row.</param>
    /// <param name="chunks">Chunks to put before the picture data.</param>
    public static byte[] Write(int width, int height, int colourType, byte[] pixels, params (string Type, byte[] Body)[] chunks) =>
        Write(width, height, colourType, 8, false, [.. pixels.Select(value => (ushort)value)], chunks);

    /// <summary>A file of 16-bit values.</summary>
    public static byte[] WriteDeep(int width, int height, int colourType, ushort[] samples) =>
        Write(width, height, colourType, 16, false, samples);

    /// <summary>A file of any form.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colourType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.</param>
    /// <param name="depth">Bits of a value: 1, 2, 4, 8 or 16.</param>
    /// <param name="interlaced">Whether the pixels come in seven passes.</param>
    /// <param name="values">The values, row by row.</param>
    /// <param name="chunks">Chunks to put before the picture data.</param>
    public static byte[] Write(int width, int height, int colourType, int depth, bool interlaced, ushort[] values,
        params (string Type, byte[] Body)[] chunks)
    {
        int size = values.Length / (width * height);
        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n\u001a\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colourType, (byte)(interlaced ? 1 : 0));
        Chunk(file, "IHDR", header);
        foreach (var (type, body) in chunks) Chunk(file, type, body);
        using var data = new MemoryStream();
        using (var deflated = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var (left, top, across, down) in interlaced ? Adam7 : Whole)
            {
                int[] columns = [.. Steps(left, across, width)], rows = [.. Steps(top, down, height)];
                if (columns.Length == 0) continue;
                var above = new byte[(columns.Length * size * depth + 7) / 8];
                for (int i = 0; i < rows.Length; i++)
                {
                    int first = rows[i] * width;
                    var row = Packed([.. columns.SelectMany(x => values[((first + x) * size)..((first + x + 1) * size)])], depth);
                    deflated.Write(Filtered(i % 5, Math.Max(1, size * depth / 8), row, above));
                    above = row;
                }
            }
        }
        foreach (var part in data.ToArray().Chunk(1000)) Chunk(file, "IDAT", part);
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>The same file, marked as one whose data needs a preset dictionary, which no PNG has.</summary>
    public static byte[] WithPresetDictionary(byte[] file)
    {
        byte[] png = [.. file];
        int data = png.AsSpan().IndexOf("IDAT"u8);
        png[data + 5] = (byte)((png[data + 5] | 0x20) & 0xE0); // the flag FDICT of RFC 1950, and the check bits again
        png[data + 5] += (byte)(31 - (png[data + 4] * 256 + png[data + 5]) % 31);
        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(data - 4));
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(data + 4 + length), Crc32(png.AsSpan(data, length + 4)));
        return png;
    }

    private static IEnumerable<int> Steps(int first, int step, int end)
    {
        for (int at = first; at < end; at += step) yield return at;
    }

    private static byte[] Packed(ushort[] values, int depth)
    {
        var row = new byte[(values.Length * depth + 7) / 8];
        for (int i = 0; i < values.Length; i++)
        {
            if (depth == 16) BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * i), values[i]);
            else row[i * depth / 8] |= (byte)(values[i] << (8 - depth - i * depth % 8));
        }
        return row;
    }

    private static byte[] Filtered(int filter, int size, byte[] values, byte[] valuesAbove)
    {
        var row = new byte[values.Length + 1];
        row[0] = (byte)filter;
        for (var i = 0; i < values.Length; i++)
        {
            int left = i >= size ? values[i - size] : 0, above = valuesAbove[i], corner = i >= size ? valuesAbove[i - size] : 0;
            var estimate = left + above - corner;
            int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toCorner = Math.Abs(estimate - corner);
            var paeth = toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
            row[i + 1] = (byte)(values[i] - filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => paeth, _ => 0 });
        }
        return row;
    }

    /// <summary>Adds a chunk, with its length and checksum.</summary>
    public static void Chunk(Stream file, string type, byte[] body)
    {
        byte[] named = [.. System.Text.Encoding.Latin1.GetBytes(type), .. body];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(named));
        file.Write(number);
    }

    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
