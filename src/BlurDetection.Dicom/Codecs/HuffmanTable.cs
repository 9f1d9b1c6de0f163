using BlurDetection.Jpeg;

namespace BlurDetection.Dicom.Codecs;

/// <summary>A Huffman table of a JPEG stream (ISO/IEC 10918-1, annex C), by the next 16 bits.</summary>
internal sealed class HuffmanTable
{
    private const int MaxBits = 16;
    private readonly byte[] _lengths = new byte[1 << MaxBits];
    private readonly byte[] _values = new byte[1 << MaxBits];

    /// <summary>The table of a segment; null where its codes do not fit.</summary>
    /// <param name="counts">16 bytes: how many codes there are of each length.</param>
    /// <param name="values">What they stand for.</param>
    public static HuffmanTable? Create(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        var table = new HuffmanTable();
        var (code, index) = (0, 0);
        for (var length = 1; length <= MaxBits; length++)
        {
            for (var n = 0; n < counts[length - 1]; n++, index++)
            {
                var width = 1 << (MaxBits - length);
                if (index >= values.Length || code + width > 1 << MaxBits) return null;
                table._lengths.AsSpan(code, width).Fill((byte)length);
                table._values.AsSpan(code, width).Fill(values[index]);
                code += width;
            }
        }
        return table;
    }

    /// <summary>Reads a code; -1 where there is no such code.</summary>
    public int Read(ref JpegBits bits)
    {
        var next = bits.Peek16();
        var length = _lengths[next];
        if (length == 0) return -1;
        bits.Skip(length);
        return _values[next];
    }
}
