using System.Buffers.Binary;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>What a sequential Huffman JPEG of one interleaved scan says before its data: sampling, quantisers of luma, Huffman tables, restarts.</summary>
internal sealed class BaselineFrame : IDisposable
{
    private readonly ushort[][] _quantisers = new ushort[4][];
    private readonly HuffmanTable?[] _dc = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _ac = new HuffmanTable?[4];
    private readonly byte[] _ids = new byte[3];
    private int _lumaQuantiser;

    public int Components { get; private set; }

    /// <summary>Luma blocks side by side in a unit of the scan.</summary>
    public int BlocksAcross { get; private set; } = 1;

    /// <summary>Luma blocks one above the other in a unit of the scan.</summary>
    public int BlocksDown { get; private set; } = 1;

    /// <summary>Units of the scan from one restart marker to the next; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Where the scan's data start in the file.</summary>
    public int DataOffset { get; private set; }

    public ReadOnlySpan<ushort> Quantisers => _quantisers[_lumaQuantiser];

    /// <summary>The tables of each component.</summary>
    public BlockTables[] Tables { get; } = new BlockTables[3];

    /// <summary>Reads a file up to its data; null for every other kind of JPEG, and where anything does not add up.</summary>
    public static BaselineFrame? TryRead(ReadOnlySpan<byte> jpeg)
    {
        var frame = new BaselineFrame();
        if (frame.TryReadSegments(jpeg)) return frame;
        frame.Dispose();
        return null;
    }

    public void Dispose()
    {
        foreach (var table in _dc) table?.Dispose();
        foreach (var table in _ac) table?.Dispose();
    }

    private bool TryReadSegments(ReadOnlySpan<byte> jpeg)
    {
        var hasFrame = false;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext();)
        {
            var body = segments.Body;
            switch (segments.Marker)
            {
                case 0xC0 when !hasFrame && TryReadFrame(body):
                    hasFrame = true;
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    return false;
                case 0xDB when !TryReadQuantisers(body):
                case 0xC4 when !TryReadHuffmanTables(body):
                    return false;
                case 0xDD when body.Length >= 2:
                    RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(body);
                    break;
                case JpegSegments.StartOfScan:
                    DataOffset = segments.BodyOffset + body.Length;
                    return hasFrame && TryReadScan(body);
            }
        }
        return false;
    }

    private bool TryReadFrame(ReadOnlySpan<byte> body)
    {
        if (body.Length < 6 || body[0] != 8 || body[5] is not (1 or 3) || body.Length < 6 + 3 * body[5]) return false;
        Components = body[5];
        for (var i = 0; i < Components; i++)
        {
            var component = body.Slice(6 + 3 * i, 3);
            _ids[i] = component[0];
            int across = component[1] >> 4, down = component[1] & 15;
            if (i == 0) _lumaQuantiser = component[2] & 3;
            if (Components == 1) break; // one component is never interleaved, whatever its factors
            if (i == 0) (BlocksAcross, BlocksDown) = (across, down);
            else if (across != 1 || down != 1) return false;
        }
        return BlocksAcross is 1 or 2 && BlocksDown is 1 or 2;
    }

    private bool TryReadQuantisers(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            int bytes = (body[0] >> 4) + 1, index = body[0] & 15;
            if (bytes > 2 || index > 3 || body.Length < 1 + 64 * bytes) return false;
            var table = new ushort[64];
            for (var i = 0; i < 64; i++)
                table[Zigzag.Natural[i]] = bytes == 1 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * i)..]);
            _quantisers[index] = table;
            body = body[(1 + 64 * bytes)..];
        }
        return true;
    }

    private bool TryReadHuffmanTables(ReadOnlySpan<byte> body)
    {
        while (body.Length >= 17)
        {
            int kind = body[0] >> 4, index = body[0] & 15, symbols = 0;
            foreach (var count in body.Slice(1, 16)) symbols += count;
            if (kind > 1 || index > 3 || symbols > 256 || body.Length < 17 + symbols) return false;
            var table = new HuffmanTable();
            var tables = kind == 0 ? _dc : _ac;
            tables[index]?.Dispose();
            tables[index] = table;
            if (!table.TryDefine(body.Slice(1, 16), body.Slice(17, symbols), kind == 0)) return false;
            body = body[(17 + symbols)..];
        }
        return body.IsEmpty;
    }

    private bool TryReadScan(ReadOnlySpan<byte> body)
    {
        if (body.Length != 4 + 2 * Components || body[0] != Components || _quantisers[_lumaQuantiser] is null) return false;
        for (var i = 0; i < Components; i++)
        {
            int id = body[1 + 2 * i], tables = body[2 + 2 * i];
            if (id != _ids[i] || _dc[tables >> 4 & 3] is not { } dc || _ac[tables & 3] is not { } ac) return false;
            Tables[i] = new BlockTables(dc, ac);
        }
        return body[^3] == 0 && body[^2] == 63 && body[^1] == 0;
    }
}
