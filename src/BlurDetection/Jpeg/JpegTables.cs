using System.Buffers.Binary;

namespace BlurDetection.Jpeg;

/// <summary>What the segments of a JPEG say before each of its scans.</summary>
internal sealed class JpegTables
{
    /// <summary>Huffman tables: four of first coefficients, and four of others.</summary>
    public JpegHuffmanTable?[] Codes { get; } = new JpegHuffmanTable?[8];

    /// <summary>What coefficients were divided by, each table in eight rows.</summary>
    public int[]?[] Quantisation { get; } = new int[]?[4];

    /// <summary>MCUs between restarts; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Reads a segment; those of other kinds are left alone. False where it is broken.</summary>
    public bool TryRead(byte marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case JpegMarkers.HuffmanTables:
                return JpegHuffmanTable.TryRead(body, Codes);
            case JpegMarkers.QuantisationTables:
                return TryReadQuantisation(body);
            case JpegMarkers.RestartInterval:
                if (body.Length != sizeof(ushort)) return false;
                RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(body);
                return true;
            default:
                return true;
        }
    }

    private bool TryReadQuantisation(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            int place = body[0] & 15, bytes = body[0] >> 4 == 0 ? 1 : 2;
            if (place > 3 || body.Length < 1 + LumaCoefficients.PerBlock * bytes) return false;
            var table = Quantisation[place] = new int[LumaCoefficients.PerBlock];
            for (var k = 0; k < table.Length; k++)
                table[LumaCoefficients.Places[k]] = bytes == 1 ? body[1 + k] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * k)..]);
            body = body[(1 + LumaCoefficients.PerBlock * bytes)..];
        }
        return true;
    }
}
