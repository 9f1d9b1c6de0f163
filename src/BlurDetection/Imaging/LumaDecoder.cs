namespace BlurDetection.Imaging;

/// <summary>Decodes the luma of JPEGs of several scans, at a reduced scale, to the very pixels that libjpeg gives.</summary>
/// <remarks>libjpeg would read the chroma's scans and hold its coefficients, to throw them away, and would look at all coefficients again
/// in each refining scan; and Skia does not tell whether all rows arrived.</remarks>
internal static class LumaDecoder
{
    private const int BlockSide = 8;

    /// <summary>The image; null where the file has one scan, is not YCbCr or grey, or of an unusual form.</summary>
    /// <exception cref="UnsupportedImageException">The file is cut short, or luma damaged.</exception>
    public static DecodedImage? TryDecode(ReadOnlySpan<byte> jpeg, Preprocessing preprocessing)
    {
        if (!JpegHeader.TryRead(jpeg, out var header) || !TryReadFrame(jpeg, out var frame)) return null;
        if (frame.Components > 1 && (preprocessing.Channels > 1 || !header.IsYCbCr)) return null;
        using var coefficients = new LumaCoefficients(frame);
        var scans = new LumaScans(frame, coefficients);
        return scans.TryRead(jpeg) ? Show(coefficients, scans.Quantisation!, frame, header, preprocessing) : null;
    }

    private static bool TryReadFrame(ReadOnlySpan<byte> jpeg, out LumaFrame frame)
    {
        frame = default;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext();)
        {
            if (JpegHeader.IsFrame(segments.Marker) && !LumaFrame.TryRead(segments.Marker, segments.Body, out frame)) return false;
            if (segments.Marker != JpegSegments.StartOfScan) continue;
            // Of a sequential file with all components in its first scan libjpeg reads that one, and faster.
            return frame.Components > 0 && segments.Body.Length > 0 && (frame.IsProgressive || segments.Body[0] != frame.Components);
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
        var (dct, stride) = (new ScaledDct(quantisation, size), frame.Columns * size);
        var rows = BoundedPool<byte>.Rent(size * stride);
        try
        {
            using var assembler = new PlanarAssembler(RowMeaning.Grey, width, height, header.Orientation, preprocessing, target);
            for (var y = 0; y < height; y++)
            {
                if (y % size == 0)
                {
                    var block = y / size * frame.Columns;
                    for (var x = 0; x < stride; x += size, block++)
                        dct.Apply(coefficients.Dc[block], coefficients.NonZero[block] == 0 ? null : coefficients.Of(block),
                            rows.AsSpan(x), stride);
                }
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
