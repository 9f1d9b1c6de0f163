using System.Buffers.Binary;
using System.IO.Compression;

namespace BlurDetection.Tests.Support;

/// <summary>Writes PNG files of any colour type, using all five row filters in turn.</summary>
internal static class PngWriter
{
    /// <summary>A file of 8-bit values.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colourType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.</param>
    /// <param name="pixels">The values, row by row.</param>
    /// <param name="chunks">Chunks to put before the picture data.</param>
    public static byte[] Write(int width, int height, int colourType, byte[] pixels, params (string Type, byte[] Body)[] chunks) =>
        Write(width, height, colourType, 8, pixels, chunks);

    /// <summary>A file of 16-bit values.</summary>
    public static byte[] WriteDeep(int width, int height, int colourType, ushort[] samples)
    {
        var bytes = new byte[2 * samples.Length];
        for (var i = 0; i < samples.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), samples[i]);
        return Write(width, height, colourType, 16, bytes);
    }

    private static byte[] Write(int width, int height, int colourType, int bits, byte[] pixels, params (string Type, byte[] Body)[] chunks)
    {
        var size = pixels.Length / (width * height);
        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n\u001a\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)bits, (byte)colourType);
        Chunk(file, "IHDR", header);
        foreach (var (type, body) in chunks) Chunk(file, type, body);
        using var data = new MemoryStream();
        using (var deflated = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++) deflated.Write(Filtered(y % 5, y, width * size, size, pixels));
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

    private static byte[] Filtered(int filter, int y, int length, int size, byte[] pixels)
    {
        var row = new byte[length + 1];
        row[0] = (byte)filter;
        for (var i = 0; i < length; i++)
        {
            int left = i >= size ? pixels[y * length + i - size] : 0, above = y > 0 ? pixels[(y - 1) * length + i] : 0;
            var corner = i >= size && y > 0 ? pixels[(y - 1) * length + i - size] : 0;
            var estimate = left + above - corner;
            int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toCorner = Math.Abs(estimate - corner);
            var paeth = toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
            row[i + 1] =
                (byte)(pixels[y * length + i] - filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => paeth, _ => 0 });
        }
        return row;
    }

    private static void Chunk(Stream file, string type, byte[] body)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. body];
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
