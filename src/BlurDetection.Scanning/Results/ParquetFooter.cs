using System.Buffers.Binary;

namespace BlurDetection.Scanning.Results;

/// <summary>Holds the footer of a Parquet file to its form before it is read: Parquet.Net 6.1.0 takes a field for what it should be,
/// whatever the file says it is, and a list for as long as it claims, so that a damaged one is read for ever.</summary>
/// <remarks>The footer is one structure in Thrift's compact protocol; parquet.thrift says which fields each structure has.</remarks>
internal ref struct ParquetFooter
{
    private const int MostBytes = 64 << 20, LengthAndMagic = 8;
    private const int Byte = 3, Int16 = 4, Int64 = 6, Binary = 8, ListOf = 9, Structure = 12;

    // The types of the fields from 1 on; "[" is a list, and a capital letter a structure.
    private static readonly Dictionary<string, string[]> Structures = new()
    {
        ["File"] = ["int", "[Schema", "int", "[Group", "[Pair", "text", "[Order", "Nothing", "text"],
        ["Schema"] = ["int", "int", "int", "text", "int", "int", "int", "int", "int", "Logical"],
        ["Logical"] = ["Nothing", "Nothing", "Nothing", "Nothing", "Decimal", "Nothing", "Time", "Time", "Nothing", "Integer", "Nothing",
            "Nothing", "Nothing", "Nothing", "Nothing"],
        ["Decimal"] = ["int", "int"],
        ["Time"] = ["bool", "Unit"],
        ["Unit"] = ["Nothing", "Nothing", "Nothing"],
        ["Integer"] = ["byte", "bool"],
        ["Pair"] = ["text", "text"],
        ["Order"] = ["Nothing"],
        ["Group"] = ["[Chunk", "int", "int", "[Sorting", "int", "int", "int"],
        ["Sorting"] = ["int", "bool", "bool"],
        ["Chunk"] = ["text", "int", "Column", "int", "int", "int", "int", "Nothing", "text"],
        ["Column"] = ["int", "[int", "[text", "int", "int", "int", "int", "[Pair", "int", "int", "int", "Statistics", "[Encoding", "int",
            "int", "Sizes"],
        ["Statistics"] = ["text", "text", "int", "int", "text", "text", "bool", "bool"],
        ["Encoding"] = ["int", "int", "int"],
        ["Sizes"] = ["int", "[int", "[int"],
        ["Nothing"] = [],
    };

    private ReadOnlySpan<byte> _left;

    private ParquetFooter(ReadOnlySpan<byte> footer) => _left = footer;

    /// <summary>Checks the footer of a file, and leaves the file at its start.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async Task CheckAsync(FileStream file, CancellationToken cancellationToken)
    {
        var end = new byte[LengthAndMagic];
        if (file.Length < LengthAndMagic) throw new InvalidDataException("It is too short.");
        file.Position = file.Length - LengthAndMagic;
        await file.ReadExactlyAsync(end, cancellationToken).ConfigureAwait(false);
        int length = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (length < 0 || length > Math.Min(MostBytes, file.Length - LengthAndMagic))
            throw new InvalidDataException($"Its footer cannot have {length} bytes.");
        var footer = new byte[length];
        file.Position = file.Length - LengthAndMagic - length;
        await file.ReadExactlyAsync(footer, cancellationToken).ConfigureAwait(false);
        Check(footer);
        file.Position = 0;
    }

    /// <summary>Checks a footer's bytes.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void Check(ReadOnlySpan<byte> footer) => new ParquetFooter(footer).PassStructure("File");

    private static InvalidDataException Damaged() => new("Its footer is not of the form that results have.");

    private void PassStructure(string name)
    {
        var fields = Structures[name];
        for (int id = 0; Next() is not 0 and var head;)
        {
            int before = id;
            id = head >> 4 == 0 ? Far() : id + (head >> 4);
            if (id <= before || id > fields.Length) throw Damaged();
            Pass(fields[id - 1], head & 15);
        }
    }

    private void Pass(string type, int wire)
    {
        switch (type)
        {
            case "bool" when wire is 1 or 2: // the wire type is the value
                break;
            case "byte" when wire == Byte:
                Next();
                break;
            case "int" when wire is >= Int16 and <= Int64:
                Number();
                break;
            case "text" when wire == Binary:
                Skip(Number());
                break;
            case ['[', .. var element] when wire == ListOf:
                byte head = Next();
                ulong count = head >> 4 == 15 ? Number() : (ulong)(head >> 4);
                if (count > (ulong)_left.Length) throw Damaged(); // each takes at least a byte
                for (; count > 0; count--) Pass(element, head & 15);
                break;
            case [>= 'A' and <= 'Z', ..] when wire == Structure:
                PassStructure(type);
                break;
            default:
                throw Damaged();
        }
    }

    // The number of a field that is not within fifteen of the one before, zigzag: doubled, and odd below zero.
    private int Far() => Number() is var number && number % 2 == 0 && number / 2 <= int.MaxValue ? (int)(number / 2) : throw Damaged();

    private byte Next()
    {
        if (_left.IsEmpty) throw Damaged();
        byte next = _left[0];
        _left = _left[1..];
        return next;
    }

    private ulong Number()
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Next();
            number |= (ulong)(next & 127) << shift;
            if (next < 128) return number;
        }
        throw Damaged();
    }

    private void Skip(ulong count)
    {
        if (count > (ulong)_left.Length) throw Damaged();
        _left = _left[(int)count..];
    }
}
