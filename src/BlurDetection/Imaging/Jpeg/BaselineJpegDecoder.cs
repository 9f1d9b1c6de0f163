using System.Buffers;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>
/// Decodes the luma of a sequential JPEG at 1/2, 1/4 or 1/8, strip by strip. Chroma is passed over, and nothing is computed that the scale leaves out,
/// which makes it faster than the general decoders; its values are theirs.
/// </summary>
internal static unsafe class BaselineJpegDecoder
{
    /// <summary>The picture; null for other kinds of JPEG, for other scales, and for damaged files, about which another decoder has the last word.</summary>
    /// <exception cref="ImageTooLargeException">The header claims too many pixels.</exception>
    public static DecodedImage? TryDecode(ReadOnlySpan<byte> jpeg, Preprocessing preprocessing, long maxPixels)
    {
        if (preprocessing.Channels != 1 || !JpegHeader.TryRead(jpeg, out var header)) return null;
        var target = CanonicalSize.Of(preprocessing, header.UprightWidth, header.UprightHeight);
        var reduction = CanonicalSize.JpegReduction(header.UprightWidth, header.UprightHeight, target.Width, target.Height);
        if (reduction == 1) return null;
        if ((long)header.Width * header.Height > maxPixels) throw DecodingErrors.TooManyPixels(EncodedFormat.Jpeg, header.Width, header.Height, maxPixels);
        using var frame = BaselineFrame.TryRead(jpeg);
        if (frame is null || frame.Components == 3 && !header.IsYCbCr) return null;

        var (width, height) = (CanonicalSize.Reduced(header.Width, reduction), CanonicalSize.Reduced(header.Height, reduction));
        using var assembler = new PlanarAssembler(RowMeaning.Grey, width, height, header.Orientation, preprocessing, target);
        return TryDecodeRows(jpeg, frame, header, 8 / reduction, width, height, assembler)
            ? assembler.Complete(header.UprightWidth, header.UprightHeight)
            : null;
    }

    private static bool TryDecodeRows(ReadOnlySpan<byte> jpeg, BaselineFrame frame, JpegHeader header, int side, int width, int height, PlanarAssembler assembler)
    {
        var unitsAcross = CanonicalSize.Reduced(header.Width, 8 * frame.BlocksAcross);
        var unitsDown = CanonicalSize.Reduced(header.Height, 8 * frame.BlocksDown);
        var (stride, rows) = (unitsAcross * frame.BlocksAcross * side, frame.BlocksDown * side);
        var pooled = ArrayPool<byte>.Shared.Rent(stride * rows);
        try
        {
            fixed (byte* data = jpeg, strip = pooled)
            {
                var scan = new LumaScan(frame, side, new JpegBits(data + frame.DataOffset, data + jpeg.Length));
                for (var unitRow = 0; unitRow < unitsDown; unitRow++)
                {
                    if (!scan.TryReadStrip(unitsAcross, strip, stride)) return false;
                    for (var y = 0; y < rows && unitRow * rows + y < height; y++) assembler.AddRow(pooled.AsSpan(y * stride, width));
                }
                return scan.TryFinish();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pooled);
        }
    }
}
