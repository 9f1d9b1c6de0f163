using BlurDetection.Buffers;
using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>Decodes the luma of JPEGs, at a reduced scale, to the very pixels that libjpeg gives.</summary>
/// <remarks>Of several scans libjpeg would read the chroma's and hold its coefficients, to throw them away, and would look at all
/// coefficients again in each refining scan; and Skia does not tell whether all rows arrived.</remarks>
internal static class LumaDecoder
{
    private const int BlockSide = 8;

    /// <summary>The image; null where the file is not YCbCr or grey, of an unusual form, or damaged.</summary>
    /// <exception cref="UnsupportedImageException">A file of several scans is cut short, or its luma damaged.</exception>
    public static DecodedImage? TryDecode(ReadOnlySpan<byte> jpeg, Preprocessing preprocessing)
    {
        if (!JpegHeader.TryRead(jpeg, out var header) || !TryReadFrame(jpeg, out var frame, out var isInOneScan)) return null;
        if (frame.Components > 1 && (preprocessing.Channels > 1 || !header.IsYCbCr)) return null;
        if (isInOneScan) return SequentialLuma.TryDecode(jpeg, frame, header, preprocessing);
        using var coefficients = new LumaCoefficients(frame);
        var scans = new LumaScans(frame, coefficients);
        return scans.Read(jpeg) switch
        {
            LumaResult.Whole => Show(coefficients, scans.Quantisation!, frame, header, preprocessing),
            LumaResult.CutShort => throw DecodingErrors.CutShort(ImageFormat.Jpeg, jpeg.Length),
            LumaResult.Damaged => throw DecodingErrors.Damaged(ImageFormat.Jpeg, "a scan makes no sense"),
            _ => null,
        };
    }

    private static bool TryReadFrame(ReadOnlySpan<byte> jpeg, out LumaFrame frame, out bool isInOneScan)
    {
        (frame, isInOneScan) = (default, false);
        for (var segments = new JpegSegments(jpeg); segments.MoveNext();)
        {
            if (JpegMarkers.IsFrame(segments.Marker) && !LumaFrame.TryRead(segments.Marker, segments.Body, out frame)) return false;
            if (segments.Marker != JpegMarkers.StartOfScan) continue;
            if (frame.Components == 0 || segments.Body.Length == 0) return false;
            isInOneScan = !frame.IsProgressive && segments.Body[0] == frame.Components; // libjpeg then reads no other one
            return true;
        }
        return false;
    }

    private static unsafe DecodedImage Show(
        LumaCoefficients coefficients, int[] quantisation, in LumaFrame frame, in JpegHeader header, Preprocessing preprocessing)
    {
        var target = ResizeSpec.Of(preprocessing, header.UprightWidth, header.UprightHeight);
        var reduction = ResizeSpec.JpegReduction(header.UprightWidth, header.UprightHeight, target.Width, target.Height);
        var (width, height) = (ResizeSpec.Reduced(header.Width, reduction), ResizeSpec.Reduced(header.Height, reduction));
        var size = BlockSide / reduction;
        var stride = (frame.Columns + 1) * size; // a block without a neighbour has one there
        var rows = BoundedPool<byte>.Rent(size * stride);
        try
        {
            using var assembler = new PlanarAssembler(RowMeaning.Grey, width, height, header.Orientation, preprocessing, target);
            var blocks = new LumaBlocks(coefficients, quantisation, size);
            for (var y = 0; y < height; y++)
            {
                if (y % size == 0) blocks.Write(y / size * frame.Columns, frame.Columns, rows, stride);
                assembler.AddRow(rows.AsSpan(y % size * stride, width));
            }
            return assembler.Complete(header.UprightWidth, header.UprightHeight, new ImageInfo { Format = ImageFormat.Jpeg });
        }
        finally
        {
            BoundedPool<byte>.Return(rows);
        }
    }
}
