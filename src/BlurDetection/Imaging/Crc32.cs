namespace BlurDetection.Imaging;

/// <summary>The checksum of PNG chunks and zip entries (ISO 3309), eight bytes at a time (Kounavis and Berry, 2005).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of all bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[0x700 | low & 0xFF] ^ table[0x600 | low >> 8 & 0xFF] ^ table[0x500 | low >> 16 & 0xFF] ^ table[0x400 | low >> 24]
                ^ table[0x300 | high & 0xFF] ^ table[0x200 | high >> 8 & 0xFF] ^ table[0x100 | high >> 16 & 0xFF] ^ table[high >> 24];
        }
        foreach (var value in bytes) crc = table[(crc ^ value) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ Polynomial : crc >> 1;
            table[i] = crc;
        }
        for (var i = 256; i < table.Length; i++) table[i] = table[i - 256] >> 8 ^ table[table[i - 256] & 0xFF];
        return table;
    }
}
