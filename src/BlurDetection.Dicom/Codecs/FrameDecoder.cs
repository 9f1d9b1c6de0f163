using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;
using BlurDetection.Dicom.Syntax;
using BlurDetection.Jpeg;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Brings the bytes of a frame to samples, whatever they are compressed with.</summary>
internal static class FrameDecoder
{
    /// <param name="frame">The bytes of the frame.</param>
    /// <param name="syntax">How they are compressed.</param>
    /// <param name="swapped">Whether samples of 8 bits were written as big-endian words.</param>
    /// <param name="image">How the samples are stored.</param>
    /// <param name="jpeg2000">Decodes JPEG 2000, which nothing here does.</param>
    /// <param name="limits">What a codec may take.</param>
    /// <returns>The samples, and what they mean, which a codec may know better than the file.</returns>
    public static (StoredSamples Samples, Photometric Photometric) Decode(
        ReadOnlyMemory<byte> frame, TransferSyntax syntax, bool swapped, ImageAttributes image, Jpeg2000Delegation jpeg2000,
            CodecLimits limits)
    {
        if (syntax.Codec is not (FrameCodec.None or FrameCodec.Unsupported)) limits.Require(image);
        switch (syntax.Codec)
        {
            case FrameCodec.None:
                return (Native(frame, image, syntax.BigEndian, swapped), image.Photometric);
            case FrameCodec.Rle:
                return (RleFrame.Decode(frame.Span, image), WithoutPairs(image.Photometric));
            case FrameCodec.Jpeg:
                var (samples, isYbr) = JpegFrame.Decode(frame, image, limits);
                return (samples, image.SamplesPerPixel == 1 ? image.Photometric : isYbr ? Photometric.YbrFull : Photometric.Rgb);
            case FrameCodec.JpegLs:
                return (JpegLsFrame.Decode(frame.Span, image, limits.CancellationToken), WithoutPairs(image.Photometric));
            case FrameCodec.Jpeg2000:
                return (jpeg2000.Decode(frame.Span, syntax, image), image.SamplesPerPixel == 1 ? image.Photometric : Photometric.Rgb);
            default:
                throw DicomErrors.Syntax(syntax, "Export the images uncompressed, or as JPEG, JPEG-LS or RLE.");
        }
    }

    /// <summary>Samples that are not compressed, where they lie.</summary>
    private static StoredSamples Native(ReadOnlyMemory<byte> frame, ImageAttributes image, bool bigEndian, bool swapped)
    {
        if (frame.Length < image.FrameBytes) throw DicomErrors.CutShort($"a frame has {frame.Length} of {image.FrameBytes} bytes");
        var pairs = image.Photometric is Photometric.YbrFull422 or Photometric.YbrPartial422;
        if (pairs && (image.Columns % 2 != 0 || image.BytesPerSample != 1))
            throw DicomErrors.Unsupported("has colour differences for pairs of pixels, but an odd width or more than 8 bits",
                "Export the image as RGB.");
        return new StoredSamples(frame, image.Columns, image.Rows, image.SamplesPerPixel, image.BytesPerSample)
        {
            Planar = image.Planar, BigEndian = bigEndian, SwappedPairs = swapped && image.BytesPerSample == 1, ChromaInPairs = pairs,
            Bits = image.BitsStored, Shift = image.HighBit + 1 - image.BitsStored, Signed = image.Signed,
        };
    }

    // Codecs hand every sample out; colour differences for pairs of pixels exist in native frames and inside of JPEG only.
    private static Photometric WithoutPairs(Photometric photometric) =>
        photometric == Photometric.YbrFull422 ? Photometric.YbrFull : photometric;
}
