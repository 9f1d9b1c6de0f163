using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;
using BlurDetection.Dicom.Syntax;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Lets another decoder of the options decode JPEG 2000 frames.</summary>
/// <param name="decoders">The decoders of the options.</param>
/// <param name="request">The limits.</param>
internal sealed class Jpeg2000Delegation(IEnumerable<IImageDecoder> decoders, DecodingRequest request)
{
    private const int Bits = 8;

    /// <exception cref="UnsupportedTransferSyntaxException">No decoder takes the frame, or only by losing bits.</exception>
    public StoredSamples Decode(ReadOnlySpan<byte> frame, TransferSyntax syntax, ImageAttributes image)
    {
        if (image.BitsStored > Bits)
        {
            throw DicomErrors.Syntax(syntax,
                $"The decoders of the options give {Bits} bits, but the samples have {image.BitsStored}: " +
                "export the images uncompressed, or as JPEG-LS or RLE.");
        }
        if (Find(frame) is not { } decoder)
        {
            throw DicomErrors.Syntax(syntax,
                "Add a decoder for JPEG 2000 to the options, such as that of BlurDetection.Magick, or export the images uncompressed.");
        }
        var whole = new Preprocessing { Channels = image.SamplesPerPixel, LongSide = Math.Max(image.Rows, image.Columns) };
        var asStored = new SampleRangeOptions { Mode = SampleRangeMode.Full };
        using var decoded = decoder.Decode(frame, request with { Preprocessing = whole, Page = 0, Range = asStored });
        if (decoded.OriginalWidth != image.Columns || decoded.OriginalHeight != image.Rows)
            throw DicomErrors.Compressed("JPEG 2000",
                $"it has {decoded.OriginalWidth}x{decoded.OriginalHeight} pixels, but the file says {image.Columns}x{image.Rows}");
        var samples = new byte[decoded.Pixels.Pixels.Length];
        for (var i = 0; i < samples.Length; i++) samples[i] = (byte)MathF.Round(decoded.Pixels.Pixels[i]);
        return new StoredSamples(samples, image.Columns, image.Rows, image.SamplesPerPixel, 1)
        {
            Planar = true, Bits = Bits, Signed = false,
        };
    }

    private IImageDecoder? Find(ReadOnlySpan<byte> frame)
    {
        foreach (var decoder in decoders)
            if (decoder.CanDecode(frame)) return decoder;
        return null;
    }
}
