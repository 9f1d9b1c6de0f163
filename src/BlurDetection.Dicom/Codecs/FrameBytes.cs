using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;
using BlurDetection.Dicom.Syntax;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Finds the bytes of a frame in the pixel data.</summary>
internal static class FrameBytes
{
    private const byte Marker = 0xFF, StartOfImage = 0xD8, StartOfCodestream = 0x4F;

    /// <exception cref="UnsupportedImageException">There is no pixel data, or it ends before the frame does.</exception>
    public static ReadOnlyMemory<byte> Of(DicomFile file, ImageAttributes image, int frame)
    {
        if (file.DataSet.PixelData is not { } data) throw DicomErrors.NoPixelData();
        if (data.Tag != Tags.PixelData)
            throw DicomErrors.Unsupported("has floating-point pixels " + DicomErrors.Name(data.Tag),
                "Export the image as 8 or 16 bit grey.");
        if (data.IsUndefined) return new Fragments(file.DataSet).Frame(frame, image.Frames, StartsFrame(file.Syntax.Codec));
        if (file.Syntax.Codec != FrameCodec.None)
            throw DicomErrors.Damaged($"its pixel data is not encapsulated, as {file.Syntax} demands");
        var (start, left) = (frame * image.FrameBytes, Math.Min(data.Length, file.DataSet.Reader.Length - data.Offset));
        if (start + image.FrameBytes > left)
            throw DicomErrors.CutShort($"frame {frame + 1} of {image.Frames} ends at byte {start + image.FrameBytes} of {left}");
        return file.DataSet.Reader.Bytes.Slice(data.Offset + (int)start, (int)image.FrameBytes);
    }

    private static Func<ReadOnlyMemory<byte>, bool> StartsFrame(FrameCodec codec) => codec switch
    {
        FrameCodec.Jpeg or FrameCodec.JpegLs => fragment => fragment.Span is [Marker, StartOfImage, ..],
        FrameCodec.Jpeg2000 => fragment => fragment.Span is [Marker, StartOfCodestream, ..] or [0, 0, 0, 12, (byte)'j', (byte)'P', ..],
        _ => _ => true,
    };
}
