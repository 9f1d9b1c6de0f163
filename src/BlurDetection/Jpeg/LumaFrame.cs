using System.Buffers.Binary;

namespace BlurDetection.Jpeg;

/// <summary>Where the blocks of luma lie in the scans of a JPEG.</summary>
internal readonly struct LumaFrame
{
    private const byte Progressive = 0xC2;

    private readonly int _ids, _blocks, _quantisations; // of the components, a byte each

    private LumaFrame(ReadOnlySpan<byte> frame, bool isProgressive)
    {
        IsProgressive = isProgressive;
        (Across, Down, Luma, Components) = (frame[7] >> 4, frame[7] & 15, frame[6], frame[5]);
        Quantisation = frame[8];
        for (var i = 0; i < Components; i++)
        {
            _ids |= frame[6 + 3 * i] << 8 * i;
            _quantisations |= frame[8 + 3 * i] << 8 * i;
            _blocks |= (frame[7 + 3 * i] >> 4) * (frame[7 + 3 * i] & 15) << 8 * i;
        }
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        (Columns, Rows) = (Ceiling(width, 8), Ceiling(height, 8));
        (McuColumns, McuRows) = (Ceiling(width, 8 * Across), Ceiling(height, 8 * Down));
    }

    /// <summary>Whether bands and bits of the coefficients have scans of their own.</summary>
    public bool IsProgressive { get; }

    /// <summary>Components, 1 or 3.</summary>
    public int Components { get; }

    /// <summary>Place of the table that luma is quantised by.</summary>
    public int Quantisation { get; }

    /// <summary>The number of luma in scans.</summary>
    public byte Luma { get; }

    /// <summary>Blocks of luma across in an MCU.</summary>
    public int Across { get; }

    /// <summary>Blocks of luma down in an MCU.</summary>
    public int Down { get; }

    /// <summary>Blocks of luma across.</summary>
    public int Columns { get; }

    /// <summary>Blocks of luma down.</summary>
    public int Rows { get; }

    public int McuColumns { get; }

    public int McuRows { get; }

    /// <summary>Reads a frame's segment; false where it is none of a Huffman-coded image of one component, or of three, the first of which
    /// has all pixels.</summary>
    public static bool TryRead(byte marker, ReadOnlySpan<byte> body, out LumaFrame frame)
    {
        frame = default;
        if (marker is < 0xC0 or > Progressive || body.Length < 9 || body[0] != 8) return false;
        if (body[5] is not (1 or 3) || body.Length < 6 + 3 * body[5]) return false;
        for (var i = 0; i < body[5]; i++)
        {
            int across = body[7 + 3 * i] >> 4, down = body[7 + 3 * i] & 15;
            if (body[8 + 3 * i] > 3) return false;
            if (across is < 1 or > 4 || down is < 1 or > 4 || across > body[7] >> 4 || down > (body[7] & 15)) return false;
        }
        if (body[5] == 3 && (body[6] == body[9] || body[6] == body[12] || body[9] == body[12])) return false;
        frame = new LumaFrame(body, marker == Progressive);
        return frame is { Columns: > 0, Rows: > 0 };
    }

    /// <summary>Blocks of a component in an MCU; 0 where there is no such component.</summary>
    public int BlocksOf(byte id)
    {
        for (var shift = 0; shift < 8 * Components; shift += 8)
            if ((byte)(_ids >> shift) == id) return _blocks >> shift & 255;
        return 0;
    }

    /// <summary>Whether the tables of all components are there; where not, libjpeg refuses the file.</summary>
    public bool HasAll(int[]?[] quantisation)
    {
        for (var i = 0; i < Components; i++)
            if (quantisation[_quantisations >> 8 * i & 3] is null) return false;
        return true;
    }

    /// <summary>The place of a block of an MCU, row by row; -1 for those that fill up an MCU at the edge.</summary>
    public int Place(int row, int column, int block)
    {
        (row, column) = (row * Down + block / Across, column * Across + block % Across);
        return row < Rows && column < Columns ? row * Columns + column : -1;
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
