using System.Buffers.Binary;
using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Codecs;

/// <summary>What the headers of a JPEG or JPEG-LS stream say.</summary>
/// <param name="Marker">The kind of frame: SOF0, SOF3, SOF55 ...</param>
internal sealed record JpegFrameHeader(byte Marker, int Precision, int Width, int Height, byte[] ComponentIds)
{
    private const int FixedPart = 6, PerComponent = 3;

    /// <summary>Whether each component has a sample for each pixel.</summary>
    public bool IsFullyResolved { get; init; }

    public bool IsJfif { get; init; }

    /// <summary>The colour transform of Adobe's segment; null without one.</summary>
    public int? AdobeTransform { get; init; }

    /// <summary>Reads up to the first scan, and holds the size against that of the file before anything is allocated.</summary>
    /// <exception cref="UnsupportedImageException">The headers are damaged or contradict the file.</exception>
    public static JpegFrameHeader Read(ReadOnlySpan<byte> frame, ImageAttributes image, string codec)
    {
        var (jfif, adobe, found) = (false, (int?)null, (JpegFrameHeader?)null);
        for (var stream = new JpegStream(frame); stream.MoveNext() && stream.Marker != JpegStream.StartOfScan;)
        {
            if (stream.Marker == JpegStream.App0) jfif |= stream.Body.StartsWith("JFIF\0"u8);
            else if (stream.Marker == JpegStream.App14 && stream.Body.StartsWith("Adobe"u8) && stream.Body.Length >= 12)
                adobe = stream.Body[11];
            else if (stream.Marker == JpegStream.JpegLsFrame || JpegStream.IsFrame(stream.Marker))
                found = Frame(stream.Marker, stream.Body);
        }
        if (found is null) throw DicomErrors.Compressed(codec, "it has no frame header");
        if (found.Width != image.Columns || found.Height != image.Rows || found.ComponentIds.Length != image.SamplesPerPixel)
        {
            throw DicomErrors.Compressed(codec, $"it has {found.Width}x{found.Height} pixels of {found.ComponentIds.Length} samples, " +
                $"but the file says {image.Columns}x{image.Rows} of {image.SamplesPerPixel}");
        }
        if (found.Precision < 2 || found.Precision > Math.Min(16, image.BitsAllocated))
            throw DicomErrors.Compressed(codec, $"its samples have {found.Precision} bits, but the file allocates {image.BitsAllocated}");
        return found with { IsJfif = jfif, AdobeTransform = adobe };
    }

    private static JpegFrameHeader? Frame(byte marker, ReadOnlySpan<byte> body)
    {
        if (body.Length < FixedPart || body.Length < FixedPart + PerComponent * body[5]) return null;
        var components = body.Slice(FixedPart, PerComponent * body[5]);
        var (ids, full) = (new byte[body[5]], true);
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = components[PerComponent * i];
            full &= components[PerComponent * i + 1] == components[1];
        }
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        return new JpegFrameHeader(marker, body[0], width, height, ids) { IsFullyResolved = full };
    }
}
