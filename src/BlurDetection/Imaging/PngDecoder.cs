namespace BlurDetection.Imaging;

/// <summary>Decodes PNG row by row: Skia keeps the whole image with four bytes a pixel, which for 48 megapixels is 195 MB.</summary>
internal static class PngDecoder
{
    /// <summary>The image; null for the forms that are left to Skia (interlaced, less than 8 bits, a transparent colour).</summary>
    /// <exception cref="UnsupportedImageException">The file is cut short or damaged.</exception>
    /// <exception cref="ImageTooLargeException">The header claims too many pixels.</exception>
    public static unsafe DecodedImage? TryDecode(
        ReadOnlySpan<byte> png, Preprocessing preprocessing, long maxPixels, SampleRangeOptions? range = null)
    {
        if (!PngHeader.TryRead(png, out var header) || !header.IsDecodedInRows) return null;
        if ((long)header.Width * header.Height > maxPixels)
            throw DecodingErrors.TooManyPixels(ImageFormat.Png, header.Width, header.Height, maxPixels);
        fixed (byte* bytes = png)
        {
            return header.BitDepth == 16
                ? DeepPng.Decode(bytes, png.Length, header, preprocessing, range ?? new SampleRangeOptions())
                : Decode(bytes, png.Length, header, preprocessing);
        }
    }

    private static unsafe DecodedImage Decode(byte* png, int length, in PngHeader header, Preprocessing preprocessing)
    {
        var (width, height) = (header.Width, header.Height);
        var (uprightWidth, uprightHeight) = Orientation.SwapsSides(header.Orientation) ? (height, width) : (width, height);
        var target = ResizeSpec.Of(preprocessing, uprightWidth, uprightHeight);
        var pixels = new PngPixels(header);
        using var rows = new PngRows(png, length, header);
        using var assembler = new PlanarAssembler(pixels.Meaning, width, height, header.Orientation, preprocessing, target);
        var four = BoundedPool<byte>.Rent(4 * width);
        try
        {
            for (var y = 0; y < height; y++) assembler.AddRow(pixels.Expand(rows.Next(), four.AsSpan(0, 4 * width)));
            return assembler.Complete(uprightWidth, uprightHeight, new ImageInfo { Format = ImageFormat.Png });
        }
        finally
        {
            BoundedPool<byte>.Return(four);
        }
    }
}
