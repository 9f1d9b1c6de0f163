using System.Buffers;
using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Codecs;
using BlurDetection.Dicom.Reading;
using BlurDetection.Dicom.Rendering;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom;

/// <summary>Decodes DICOM files, a frame at a time.</summary>
/// <param name="decoding">The options that the decoder was added to: their limits, and the decoders that JPEG 2000 may be left to.</param>
/// <param name="onlyUltrasoundRegions">Whether all but the regions of an ultrasound image is left out of the evidence.</param>
internal sealed class DicomImageDecoder(ImageDecoderOptions decoding, bool onlyUltrasoundRegions) : IImageDecoder
{
    public string Name => "BlurDetection.Dicom";

    public bool CanDecode(ReadOnlySpan<byte> encoded) => DicomSignature.FirstElement(encoded) is not null;

    public unsafe DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        fixed (byte* bytes = encoded)
        {
            using var memory = new PinnedMemory(bytes, encoded.Length);
            return Decode(memory.Memory, request);
        }
    }

    private DecodedImage Decode(ReadOnlyMemory<byte> bytes, DecodingRequest request)
    {
        request.CancellationToken.ThrowIfCancellationRequested();
        var file = DicomFile.Read(bytes, request.Page, decoding.MaxEncodedBytes);
        if (file.DataSet.PixelData is null) throw DicomErrors.NoPixelData();
        var image = ImageAttributesReader.Read(file.DataSet);
        request.RequireSize(ImageFormat.Dicom, image.Columns, image.Rows);
        if (Math.Max(image.Columns, image.Rows) > decoding.MaxSide)
            throw DicomErrors.SideTooLong(image.Columns, image.Rows, decoding.MaxSide);
        request.RequirePage(ImageFormat.Dicom, image.Frames);
        var display = DisplayAttributes.Read(file.DataSet, image);
        return Build(Rows(file, image, display, request), image, display, request);
    }

    private IFrameRows Rows(DicomFile file, ImageAttributes image, DisplayAttributes display, DecodingRequest request)
    {
        var frame = FrameBytes.Of(file, image, request.Page);
        var jpeg2000 = new Jpeg2000Delegation(decoding.Decoders.Where(decoder => decoder != this), request);
        var limits = new CodecLimits(decoding.MaxDecoderBytes, request.CancellationToken);
        var swapped = file.Syntax.BigEndian && file.DataSet.PixelData?.Vr == Vr.OW;
        var (samples, photometric) = FrameDecoder.Decode(frame, file.Syntax, swapped, image, jpeg2000, limits);
        return photometric switch
        {
            Photometric.Monochrome1 or Photometric.Monochrome2 => new GreyRows(samples, image, display, request.Range),
            Photometric.Palette => new PaletteRows(samples, Palette.Read(file.DataSet, image.Signed)),
            _ => new ColourRows(samples, photometric, request.Range),
        };
    }

    private DecodedImage Build(IFrameRows rows, ImageAttributes image, DisplayAttributes display, DecodingRequest request)
    {
        using var builder = new DecodedImageBuilder(image.Columns, image.Rows, rows.Channels, request.Preprocessing);
        var values = ArrayPool<float>.Shared.Rent(image.Columns * rows.Channels);
        var hasData = ArrayPool<byte>.Shared.Rent(image.Columns);
        var regions = onlyUltrasoundRegions ? display.UltrasoundRegions : [];
        try
        {
            var row = values.AsSpan(0, image.Columns * rows.Channels);
            var data = hasData.AsSpan(0, image.Columns);
            for (var y = 0; y < image.Rows; y++)
            {
                request.CancellationToken.ThrowIfCancellationRequested();
                rows.Read(y, row, data);
                PixelRegion.Keep(regions, y, data);
                builder.AddRow(row, data);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
            ArrayPool<byte>.Shared.Return(hasData);
        }
        return builder.Build(new ImageInfo
        {
            Format = ImageFormat.Dicom, Decoder = Name, Page = request.Page, PageCount = image.Frames, Range = rows.Range,
        });
    }
}
