using System.Buffers.Binary;
using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Decodes lossless JPEG with Huffman codes, process 14, any predictor (ISO/IEC 10918-1, annex H).</summary>
internal ref struct LosslessJpeg
{
    private const string Codec = "lossless JPEG";
    private readonly JpegFrameHeader _header;
    private readonly SamplePlanes _planes;
    private readonly HuffmanTable?[] _tables;
    private int _restartInterval;

    private LosslessJpeg(JpegFrameHeader header)
    {
        if (!header.IsFullyResolved)
            throw DicomErrors.Unsupported("has a lossless JPEG frame with subsampled colours", "Export the image uncompressed.");
        _header = header;
        _planes = new SamplePlanes(header.Width, header.Height, header.ComponentIds.Length, header.Precision);
        _tables = new HuffmanTable?[4];
    }

    /// <exception cref="UnsupportedImageException">The stream is damaged or cut short.</exception>
    public static SamplePlanes Decode(ReadOnlySpan<byte> frame, JpegFrameHeader header, CancellationToken cancellationToken)
    {
        var decoder = new LosslessJpeg(header);
        var decoded = 0;
        var stream = new JpegStream(frame);
        while (decoded < header.ComponentIds.Length && stream.MoveNext())
        {
            switch (stream.Marker)
            {
                case JpegStream.HuffmanTables:
                    decoder.ReadTables(stream.Body);
                    break;
                case JpegStream.RestartInterval when stream.Body.Length >= 2:
                    decoder._restartInterval = BinaryPrimitives.ReadUInt16BigEndian(stream.Body);
                    break;
                case JpegStream.StartOfScan:
                    decoded += decoder.Scan(stream.Body, stream.Rest, out var used, cancellationToken);
                    stream.Position += used;
                    break;
            }
        }
        return decoded >= header.ComponentIds.Length ? decoder._planes : throw DicomErrors.CutShort("its lossless JPEG frame lacks a scan");
    }

    private readonly void ReadTables(ReadOnlySpan<byte> body)
    {
        const int counts = 16;
        while (body.Length > counts)
        {
            var total = 0;
            foreach (var count in body[1..(counts + 1)]) total += count;
            if (body[0] > 3 || body.Length < 1 + counts + total
                || HuffmanTable.Create(body[1..], body.Slice(1 + counts, total)) is not { } table)
                throw DicomErrors.Compressed(Codec, "a Huffman table is damaged");
            _tables[body[0]] = table;
            body = body[(1 + counts + total)..];
        }
    }

    /// <returns>How many components the scan held.</returns>
    private readonly int Scan(ReadOnlySpan<byte> body, ReadOnlySpan<byte> data, out int used, CancellationToken cancellationToken)
    {
        var count = body.Length > 0 ? body[0] : 0;
        if (count < 1 || count > _header.ComponentIds.Length || body.Length < 4 + 2 * count)
            throw DicomErrors.Compressed(Codec, "a scan header is damaged");
        var (components, tables) = (new int[count], new HuffmanTable[count]);
        for (var i = 0; i < count; i++)
        {
            components[i] = Array.IndexOf(_header.ComponentIds, body[1 + 2 * i]);
            if (components[i] < 0 || _tables[body[2 + 2 * i] >> 4 & 3] is not { } table)
                throw DicomErrors.Compressed(Codec, "a scan has no such component or table");
            tables[i] = table;
        }
        var (predictor, shift) = (body[1 + 2 * count], body[3 + 2 * count] & 15);
        if (predictor is < 1 or > 7 || shift >= _header.Precision)
            throw DicomErrors.Compressed(Codec, $"there is no predictor {predictor}");
        var scan = new LosslessScan(_planes, components, tables, predictor, shift, _header.Precision, _restartInterval);
        used = scan.Decode(data, cancellationToken);
        return count;
    }
}
