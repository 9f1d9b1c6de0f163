using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Decodes JPEG with the system's libturbojpeg: at a reduced scale, and luma alone where luma is wanted.</summary>
internal static class TurboJpegDecoder
{
    private const int MaxPooledBytes = 16 << 20;

    /// <summary>The image; null where the library is missing or anything about the file is unusual: Skia then decides.</summary>
    /// <exception cref="UnsupportedImageException">Rows are missing.</exception>
    /// <exception cref="ImageTooLargeException">The header claims too many pixels.</exception>
    public static unsafe DecodedImage? TryDecode(ReadOnlySpan<byte> jpeg, Preprocessing preprocessing, long maxPixels)
    {
        if (TurboJpegLibrary.Instance is not { } library || !JpegHeader.TryRead(jpeg, out var header)) return null;
        var decompressor = library.CreateDecompressor();
        if (decompressor == 0) return null;
        try
        {
            fixed (byte* bytes = jpeg)
            {
                if (!library.ReadHeader(decompressor, bytes, jpeg.Length, out var width, out var height, out var colours)) return null;
                if (width != header.Width || height != header.Height) return null;
                if ((long)width * height > maxPixels) throw DecodingErrors.TooManyPixels(ImageFormat.Jpeg, width, height, maxPixels);
                var grey = colours == TurboJpegColourSpace.Grey || colours == TurboJpegColourSpace.YCbCr && preprocessing.Channels == 1;
                if (!grey && colours != TurboJpegColourSpace.YCbCr) return null;
                return Decode(library, decompressor, bytes, jpeg.Length, header, grey, preprocessing);
            }
        }
        finally
        {
            library.Destroy(decompressor);
        }
    }

    private static unsafe DecodedImage? Decode(
        TurboJpegLibrary library, nint decompressor, byte* bytes, int length, JpegHeader header, bool grey, Preprocessing preprocessing)
    {
        var target = ResizeSpec.Of(preprocessing, header.UprightWidth, header.UprightHeight);
        var reduction = ResizeSpec.JpegReduction(header.UprightWidth, header.UprightHeight, target.Width, target.Height);
        var (width, height) = (ResizeSpec.Reduced(header.Width, reduction), ResizeSpec.Reduced(header.Height, reduction));
        var stride = grey ? width : 4 * width;
        if ((long)stride * height > MaxPooledBytes) return null; // Skia decodes such an image strip by strip
        var pooled = BoundedPool<byte>.Rent(stride * height);
        try
        {
            fixed (byte* pixels = pooled)
            {
                var format = grey ? TurboJpegPixels.Grey : TurboJpegPixels.Rgbx;
                var result = library.Decode(decompressor, bytes, length, pixels, width, height, format);
                if (result == TurboJpegResult.EndMarkerMissing)
                {
                    using var ended = new EndedJpeg(new ReadOnlySpan<byte>(bytes, length));
                    fixed (byte* whole = ended.Span)
                        result = library.Decode(decompressor, whole, ended.Span.Length, pixels, width, height, format);
                }
                if (result == TurboJpegResult.RowsMissing) throw DecodingErrors.CutShort(ImageFormat.Jpeg, length);
                if (result != TurboJpegResult.Decoded) return null;
            }
            using var assembler =
                new PlanarAssembler(grey ? RowMeaning.Grey : RowMeaning.Colours, width, height, header.Orientation, preprocessing, target);
            for (var y = 0; y < height; y++) assembler.AddRow(pooled.AsSpan(y * stride, stride));
            return assembler.Complete(header.UprightWidth, header.UprightHeight, new ImageInfo { Format = ImageFormat.Jpeg });
        }
        finally
        {
            BoundedPool<byte>.Return(pooled);
        }
    }
}
