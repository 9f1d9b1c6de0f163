using System.Buffers.Binary;
using System.Text;

#pragma warning disable MA0012 // What the loader throws for such a file is what is thrown here.

namespace BlurDetection.Training.Native;

/// <summary>Edits the symbol version needs of a 64-bit little-endian ELF file (System V gABI; Drepper, "ELF Symbol Versioning").</summary>
internal static class ElfVersionNeed
{
    private const ushort FlagWeak = 2;

    /// <summary>A copy in which one version need is marked weak: the loader goes on where the version is missing.</summary>
    /// <exception cref="BadImageFormatException">The bytes are not such an ELF file, or it has no such need.</exception>
    internal static byte[] MakeWeak(ReadOnlySpan<byte> elf, string version)
    {
        var copy = elf.ToArray();
        try
        {
            var flags = FindFlags(copy, version) ?? throw new BadImageFormatException($"The library has no version need {version}.");
            var old = BinaryPrimitives.ReadUInt16LittleEndian(copy.AsSpan(flags));
            BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(flags), (ushort)(old | FlagWeak));
            return copy;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new BadImageFormatException("The library's ELF headers point outside the file.", e);
        }
    }

    /// <summary>True if the file demands the version, that is needs it and not weakly.</summary>
    internal static bool Demands(byte[] elf, string version) =>
        FindFlags(elf, version) is { } at && (BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at)) & FlagWeak) == 0;

    private static int? FindFlags(byte[] elf, string version)
    {
        var (needs, count, strings) = ReadDynamic(elf);
        var need = needs;
        for (var i = 0; i < count; i++)
        {
            // Elf64_Verneed: version, aux count, file name, offset of the first aux, offset of the next need.
            var aux = checked(need + (int)Int(elf, need + 8));
            for (var j = BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(need + 2)); j > 0; j--)
            {
                // Elf64_Vernaux: hash, flags, index, name, offset of the next aux.
                if (Text(elf, checked(strings + (int)Int(elf, aux + 8))) == version) return aux + 4;
                aux = checked(aux + (int)Int(elf, aux + 12));
            }
            need = checked(need + (int)Int(elf, need + 12));
        }
        return null;
    }

    private static (int Needs, int Count, int Strings) ReadDynamic(byte[] elf)
    {
        if (elf.Length < 64 || !elf.AsSpan(0, 6).SequenceEqual((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            throw new BadImageFormatException("Not a 64-bit little-endian ELF file.");
        const long Strings = 5, Needs = 0x6ffffffe, Count = 0x6fffffff;
        var entries = new Dictionary<long, long>();
        foreach (var (offset, _, size) in Segments(elf, kind: 2))
            for (var at = offset; at + 16 <= offset + size && Long(elf, at) is not 0 and var tag; at += 16)
                entries[tag] = Long(elf, at + 8);
        if (!entries.TryGetValue(Needs, out var needs) || !entries.TryGetValue(Count, out var count)
            || !entries.TryGetValue(Strings, out var strings))
            throw new BadImageFormatException("The library has no version needs.");
        return (FileOffset(elf, needs), checked((int)count), FileOffset(elf, strings));
    }

    private static int FileOffset(byte[] elf, long address)
    {
        foreach (var (offset, start, size) in Segments(elf, kind: 1))
            if (address >= start && address < start + size) return checked((int)(offset + address - start));
        throw new BadImageFormatException("The library's dynamic section points outside its segments.");
    }

    /// <summary>Program headers of one kind: 1 is PT_LOAD, 2 is PT_DYNAMIC.</summary>
    private static IEnumerable<(int Offset, long Address, int Size)> Segments(byte[] elf, uint kind)
    {
        var table = checked((int)Long(elf, 32));
        var (entrySize, count) =
            (BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(54)), BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(56)));
        for (var i = 0; i < count; i++)
        {
            var at = table + i * entrySize;
            if (Int(elf, at) == kind) yield return (checked((int)Long(elf, at + 8)), Long(elf, at + 16), checked((int)Long(elf, at + 32)));
        }
    }

    private static uint Int(byte[] elf, int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf.AsSpan(at));

    private static long Long(byte[] elf, int at) => BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(at));

    private static string Text(byte[] elf, int at) => Encoding.ASCII.GetString(elf.AsSpan(at, elf.AsSpan(at).IndexOf((byte)0)));
}
