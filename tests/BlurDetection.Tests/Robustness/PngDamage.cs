using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Robustness;

/// <summary>Damages what a PNG says rather than its bytes: header, chunks and rows before they are packed. Lengths, checksums and the
/// zlib stream around them are made anew, so that most of it reaches the decoder.</summary>
internal static class PngDamage
{
    private const int Signature = 8, Overhead = 12; // length, type and CRC of a chunk
    private const int MostAddedBytes = 1 << 16, KnownFilters = 5;
    private static readonly byte[] Depths = [1, 2, 4, 8, 16, 0, 3, 255], ColourTypes = [0, 2, 3, 4, 6, 1, 7];
    private static readonly string[] Ancillary = ["PLTE", "tRNS", "eXIf", "gAMA", "sBIT", "acTL", "iCCP", "IEND"];

    /// <summary>A damaged copy; the same random numbers give the same damage.</summary>
    public static byte[] Of(byte[] png, Random random)
    {
        (byte[] header, List<(string Type, byte[] Body)> chunks, byte[] rows) = Parts(png);
        for (int rounds = random.Next(1, 4); rounds > 0; rounds--)
        {
            switch (random.Next(7))
            {
                case 0: BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * random.Next(2)), random.Next(1, 80)); break;
                case 1: header[8] = Depths[random.Next(Depths.Length)]; break;
                case 2: (header[9], header[12]) = (ColourTypes[random.Next(ColourTypes.Length)], (byte)random.Next(2)); break;
                case 3: chunks.Insert(random.Next(chunks.Count + 1), (Ancillary[random.Next(Ancillary.Length)], Bytes(random, 800))); break;
                case 4 when chunks.Count > 0:
                    int at = random.Next(chunks.Count);
                    chunks[at] = (chunks[at].Type, Mutation.Of(chunks[at].Body, Bytes(random, 80), random));
                    break;
                case 5: header[random.Next(header.Length)] ^= (byte)(1 << random.Next(8)); break;
                default: rows = Mutation.Of(rows, Bytes(random, 80), random); break;
            }
        }
        // Another width makes other bytes those of the filters, and needs more of them.
        if (random.Next(2) == 0) rows = [.. rows.Select(value => (byte)(value % KnownFilters))];
        if (random.Next(4) > 0) rows = [.. rows, .. new byte[MostAddedBytes]];
        byte[] packed = Packed(rows);
        if (random.Next(16) == 0) packed = Mutation.Of(packed, packed, random);
        byte[] file = Written(header, chunks, packed, random.Next(1, 4096));
        return random.Next(16) == 0 ? Mutation.Of(file, file, random) : file;
    }

    private static (byte[] Header, List<(string Type, byte[] Body)> Chunks, byte[] Rows) Parts(byte[] png)
    {
        byte[] header = [];
        var chunks = new List<(string, byte[])>();
        using var data = new MemoryStream();
        for (int at = Signature; at + Overhead <= png.Length;)
        {
            int length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at)), (uint)(png.Length - at - Overhead));
            string type = Encoding.Latin1.GetString(png, at + 4, 4);
            byte[] body = png.AsSpan(at + 8, length).ToArray();
            if (type == "IDAT") data.Write(body);
            else if (type == "IHDR" && header.Length == 0) header = body;
            else if (type != "IEND") chunks.Add((type, body));
            at += length + Overhead;
        }
        Array.Resize(ref header, 13); // of a file that was damaged before
        return (header, chunks, Unpacked(data.ToArray()));
    }

    // As far as it goes.
    private static byte[] Unpacked(byte[] data)
    {
        using var unpacking = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        byte[] rows = new byte[1 << 20];
        int length = 0;
        try
        {
            for (int read; length < rows.Length && (read = unpacking.Read(rows, length, rows.Length - length)) > 0;) length += read;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // what came before the damage is kept
        }
        return rows[..length];
    }

    private static byte[] Packed(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return packed.ToArray();
    }

    private static byte[] Written(byte[] header, List<(string Type, byte[] Body)> chunks, byte[] packed, int piece)
    {
        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n\u001a\n"u8]);
        PngWriter.Chunk(file, "IHDR", header);
        foreach (var (type, body) in chunks) PngWriter.Chunk(file, type, body);
        foreach (byte[] part in packed.Chunk(piece)) PngWriter.Chunk(file, "IDAT", part);
        PngWriter.Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Bytes(Random random, int most)
    {
        byte[] bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }
}
