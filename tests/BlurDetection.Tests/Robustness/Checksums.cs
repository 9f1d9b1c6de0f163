using System.Buffers.Binary;
using System.IO.Compression;

namespace BlurDetection.Tests.Robustness;

/// <summary>Corrects the checksums of damaged files, so that what lies behind them is reached.</summary>
internal static class Checksums
{
    private const int DirectoryEntry = 46, LocalHeader = 30, EndOfDirectory = 22, Deflate = 8, Unseekable = 8;
    private const int MostUnpacked = 1 << 20;
    private const int TarBlock = 512, TarChecksum = 148, TarChecksumLength = 8, TarSize = 124, TarSizeLength = 12;

    /// <summary>The CRC-32 of zip and gzip.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ 0xEDB88320 & 0 - (crc & 1);
        }
        return ~crc;
    }

    /// <summary>Every entry that can be unpacked gets the CRC and the length of what comes out.</summary>
    public static byte[] OfZip(byte[] file)
    {
        int end = file.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndOfDirectory > file.Length) return file;
        long at = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(end + 16));
        while (at + DirectoryEntry <= file.Length && file.AsSpan((int)at).StartsWith("PK\u0001\u0002"u8))
        {
            Span<byte> entry = file.AsSpan((int)at);
            long local = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
            if (local + LocalHeader <= file.Length && Unpacked(file, entry, (int)local) is { } content)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(entry[16..], Crc(content));
                BinaryPrimitives.WriteUInt32LittleEndian(entry[24..], (uint)content.Length);
                // Else they stand behind the data.
                if ((file[local + 6] & Unseekable) == 0) entry.Slice(16, 12).CopyTo(file.AsSpan((int)local + 14));
            }
            at += DirectoryEntry + Number(entry, 28) + Number(entry, 30) + Number(entry, 32);
        }
        return file;
    }

    /// <summary>Every header of a tar gets its sum.</summary>
    public static byte[] OfTar(byte[] file)
    {
        for (long at = 0; at + TarBlock <= file.Length;)
        {
            Span<byte> header = file.AsSpan((int)at, TarBlock), sum = header.Slice(TarChecksum, TarChecksumLength);
            if (!header.ContainsAnyExcept((byte)0)) break;
            sum.Fill((byte)' ');
            int total = 0;
            foreach (byte value in header) total += value;
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(total, 8).PadLeft(6, '0') + "\0 ").CopyTo(sum);
            long size = 0;
            foreach (byte digit in header.Slice(TarSize, TarSizeLength))
                if (digit is >= (byte)'0' and <= (byte)'7') size = size * 8 + digit - '0';
            at += TarBlock + Math.Min(size, file.Length) / TarBlock * TarBlock + (size % TarBlock > 0 ? TarBlock : 0);
        }
        return file;
    }

    /// <summary>What can be unpacked of a gzip, sealed and packed anew.</summary>
    public static byte[] OfGzip(byte[] file, Func<byte[], byte[]> seal)
    {
        const int Header = 10;
        if (file.Length <= Header) return file;
        byte[] content = seal(Inflated(file.AsSpan(Header)));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[]? Unpacked(byte[] file, ReadOnlySpan<byte> entry, int local)
    {
        int from = local + LocalHeader + Number(file.AsSpan(local), 26) + Number(file.AsSpan(local), 28);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        if (from > file.Length || length > file.Length - from) return null;
        ReadOnlySpan<byte> data = file.AsSpan(from, (int)length);
        return Number(entry, 10) == Deflate ? Inflated(data) : data.ToArray();
    }

    // As far as it goes.
    private static byte[] Inflated(ReadOnlySpan<byte> data)
    {
        using var inflating = new DeflateStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        using var content = new MemoryStream();
        byte[] buffer = new byte[4096];
        try
        {
            for (int read; content.Length < MostUnpacked && (read = inflating.Read(buffer)) > 0;) content.Write(buffer, 0, read);
        }
        catch (InvalidDataException)
        {
            // what came before the damage is kept
        }
        return content.ToArray();
    }

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
