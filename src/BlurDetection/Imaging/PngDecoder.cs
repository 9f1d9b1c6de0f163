using System.IO.Compression;

namespace BlurDetection.Imaging;

/// <summary>Decodes PNG row by row: Skia keeps the whole image with four bytes a pixel, which for 48 megapixels is 195 MB.</summary>
internal static class PngDecoder
{
    /// <summary>The image; null for the forms that are left to Skia (interlaced, other than 8 bits, a transparent colour).</summary>
    /// <exception cref="UnsupportedImageException">The file is cut short or damaged.</exception>
    /// <exception cref="ImageTooLargeException">The header claims too many pixels.</exception>
    public static unsafe DecodedImage? TryDecode(ReadOnlySpan<byte> png, Preprocessing preprocessing, long maxPixels)
    {
        if (!PngHeader.TryRead(png, out var header) || !header.IsDecodedInRows) return null;
        if ((long)header.Width * header.Height > maxPixels)
            throw DecodingErrors.TooManyPixels(ImageFormat.Png, header.Width, header.Height, maxPixels);
        fixed (byte* bytes = png)
        {
            using var data = new PngDataStream(bytes, png.Length, header.DataOffset);
            using var inflated = new ZLibStream(data, CompressionMode.Decompress);
            try
            {
                return Decode(inflated, header, png.Length, preprocessing);
            }
            catch (Exception error) when (error is IOException or InvalidDataException) // a preset dictionary is the former
            {
                throw DecodingErrors.Damaged(ImageFormat.Png, error.Message.TrimEnd('.'));
            }
        }
    }

    private static DecodedImage Decode(ZLibStream inflated, in PngHeader header, int fileLength, Preprocessing preprocessing)
    {
        var (width, height) = (header.Width, header.Height);
        var (uprightWidth, uprightHeight) = Orientation.SwapsSides(header.Orientation) ? (height, width) : (width, height);
        var target = ResizeSpec.Of(preprocessing, uprightWidth, uprightHeight);
        var pixels = new PngPixels(header);
        var (length, padded) = (width * pixels.Size, width * pixels.Size + 2 * PngFilter.Margin);
        using var assembler = new PlanarAssembler(pixels.Meaning, width, height, header.Orientation, preprocessing, target);
        var raw = BoundedPool<byte>.Rent(length + 1);
        var above = BoundedPool<byte>.Rent(padded);
        var row = BoundedPool<byte>.Rent(padded);
        var four = BoundedPool<byte>.Rent(4 * width);
        try
        {
            above.AsSpan(0, padded).Clear();
            row.AsSpan(0, padded).Clear();
            for (var y = 0; y < height; y++)
            {
                if (inflated.ReadAtLeast(raw.AsSpan(0, length + 1), length + 1, throwOnEndOfStream: false) <= length)
                    throw DecodingErrors.CutShort(ImageFormat.Png, fileLength);
                if (!PngFilter.TryUndo(raw[0], pixels.Size, raw.AsSpan(1, length), above, row))
                    throw DecodingErrors.Damaged(ImageFormat.Png, $"row {y} has the unknown filter {raw[0]}");
                assembler.AddRow(pixels.Expand(row.AsSpan(PngFilter.Margin, length), four.AsSpan(0, 4 * width)));
                (above, row) = (row, above);
            }
            return assembler.Complete(uprightWidth, uprightHeight, new ImageInfo { Format = ImageFormat.Png });
        }
        finally
        {
            BoundedPool<byte>.Return(raw);
            BoundedPool<byte>.Return(above);
            BoundedPool<byte>.Return(row);
            BoundedPool<byte>.Return(four);
        }
    }
}
