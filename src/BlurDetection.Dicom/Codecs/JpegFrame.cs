using System.Buffers.Binary;
using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;
using BlurDetection.Jpeg;
using JpegLibrary;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Decodes JPEG frames: sequential and progressive ones with JpegLibrary, lossless ones here.</summary>
/// <remarks>JpegLibrary 0.4.32 decodes lossless frames too, but those with predictors 2, 3, 6 and 7 to wrong samples. A Huffman table
/// without codes it reads beyond its end, counting through 2^32 numbers more than once.</remarks>
internal static class JpegFrame
{
    private const int Baseline = 0xC0, Progressive = 0xC2;
    private const int MaxScans = 20; // libjpeg writes up to 18; each is another pass over all blocks, for a few bytes of file
    private const int TableHead = 17;
    private const string Codec = "JPEG";

    /// <returns>The samples, and whether the colours are luma and colour differences, whatever the file says.</returns>
    /// <exception cref="UnsupportedImageException">The frame is damaged or of a kind that is not decoded.</exception>
    public static (StoredSamples Samples, bool IsYbr) Decode(
        ReadOnlyMemory<byte> frame, ImageAttributes image, CodecLimits limits)
    {
        var header = JpegFrameHeader.Read(frame.Span, image, Codec);
        limits.Require(image, withCoefficients: header.Marker == Progressive);
        var planes = header.Marker switch
        {
            JpegStream.LosslessFrame => LosslessJpeg.Decode(frame.Span, header, limits.CancellationToken),
            >= Baseline and <= Progressive => DecodeWithDct(frame, header, limits.CancellationToken),
            _ => throw DicomErrors.Unsupported($"has a JPEG frame of the kind SOF{header.Marker - Baseline}",
                "Export the image uncompressed."),
        };
        return (planes.As(image), IsYbr(header, image.Photometric));
    }

    private static SamplePlanes DecodeWithDct(ReadOnlyMemory<byte> frame, JpegFrameHeader header, CancellationToken cancellationToken)
    {
        if (header.Precision is not (8 or 12))
            throw DicomErrors.Compressed(Codec, $"its samples have {header.Precision} bits, not 8 or 12");
        var scans = frame.Span.Count((ReadOnlySpan<byte>)[0xFF, JpegStream.StartOfScan]);
        if (scans > MaxScans) throw DicomErrors.Compressed(Codec, $"it has more than {MaxScans} scans");
        if (HasEmptyTable(frame.Span)) throw DicomErrors.Compressed(Codec, "a Huffman table has no codes");
        var planes = new SamplePlanes(header.Width, header.Height, header.ComponentIds.Length, header.Precision);
        var blocks = new JpegBlocks(planes, header.Precision, cancellationToken);
        try
        {
            var decoder = new JpegDecoder();
            decoder.SetInput(WithEnd(frame));
            decoder.Identify(loadQuantizationTables: false);
            decoder.SetOutputWriter(blocks);
            decoder.Decode();
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // the codec's own words are left out: they may quote the file
            throw DicomErrors.Compressed(Codec, "its coded data is damaged or ends too soon");
        }
        return blocks.IsComplete ? planes : throw DicomErrors.CutShort("its JPEG frame ends before the last row");
    }

    // At every marker, whether or not it is in a segment's body, since where JpegLibrary looks for the next one is its own affair.
    private static bool HasEmptyTable(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> marker = [0xFF, JpegStream.HuffmanTables];
        for (int next; (next = frame.IndexOf(marker)) >= 0;)
        {
            frame = frame[(next + marker.Length)..];
            if (frame.Length < sizeof(ushort)) break;
            var tables = frame[sizeof(ushort)..Math.Clamp(BinaryPrimitives.ReadUInt16BigEndian(frame), sizeof(ushort), frame.Length)];
            while (tables.Length >= TableHead)
            {
                var codes = 0;
                foreach (var count in tables[1..TableHead]) codes += count;
                if (codes == 0) return true;
                tables = tables[Math.Min(TableHead + codes, tables.Length)..];
            }
        }
        return false;
    }

    /// <summary>The frame with an end marker, which JpegLibrary asks for and some writers forget.</summary>
    private static ReadOnlyMemory<byte> WithEnd(ReadOnlyMemory<byte> frame)
    {
        ReadOnlySpan<byte> end = [0xFF, JpegStream.EndOfImage];
        if (frame.Span.LastIndexOf(end) >= 0) return frame;
        var padded = frame.Span is [.., not 0xFF, 0]; // to an even length; JpegLibrary stumbles over it
        return (byte[])[.. padded ? frame.Span[..^1] : frame.Span, .. end];
    }

    /// <summary>What the stream says of its colours goes before what the file says: converters leave either behind.</summary>
    private static bool IsYbr(JpegFrameHeader header, Photometric photometric)
    {
        if (header.ComponentIds.Length != 3) return false;
        if (header.AdobeTransform is { } transform) return transform != 0;
        if (header.Marker == JpegStream.LosslessFrame) return photometric is not Photometric.Rgb;
        if (header.IsJfif || !header.IsFullyResolved) return true;
        return photometric is not Photometric.Rgb && header.ComponentIds is not [(byte)'R', (byte)'G', (byte)'B'];
    }
}
