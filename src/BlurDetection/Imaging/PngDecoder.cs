using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Decodes PNG row by row: Skia keeps the whole image with four bytes a pixel, which for 48 megapixels is 195 MB, and goes
/// through all rows of an interlaced one in each of seven passes.</summary>
internal static class PngDecoder
{
    /// <summary>The image; null for a form that PNG does not have: Skia then says what is wrong.</summary>
    /// <exception cref="UnsupportedImageException">The file is cut short or damaged.</exception>
    /// <exception cref="ImageTooLargeException">The header claims too many pixels.</exception>
    public static unsafe DecodedImage? TryDecode(
        ReadOnlySpan<byte> png, Preprocessing preprocessing, long maxPixels, SampleRangeOptions? range = null)
    {
        if (!PngHeader.TryRead(png, out var header) || !header.IsKnownForm) return null;
        if ((long)header.Width * header.Height > maxPixels)
            throw DecodingErrors.TooManyPixels(ImageFormat.Png, header.Width, header.Height, maxPixels);
        fixed (byte* bytes = png)
        {
            // Of other files of 16 bits the upper eight are taken: their rows cannot be read twice, for the range and for the pixels.
            return header is { BitDepth: 16, IsInterlaced: false, HasTransparentColour: false }
                ? DeepPng.Decode(bytes, png.Length, header, preprocessing, range ?? new SampleRangeOptions())
                : Decode(bytes, png.Length, header, preprocessing);
        }
    }

    private static unsafe DecodedImage Decode(byte* png, int length, in PngHeader header, Preprocessing preprocessing)
    {
        var (width, height) = (header.Width, header.Height);
        var (uprightWidth, uprightHeight) = Orientation.SwapsSides(header.Orientation) ? (height, width) : (width, height);
        var target = ResizeSpec.Of(preprocessing, uprightWidth, uprightHeight);
        using var rows = new PngRows(png, length, header);
        using var assembler = new PlanarAssembler(PngPixels.MeaningOf(header), width, height, header.Orientation, preprocessing, target);
        AddRows(rows, header, assembler);
        return assembler.Complete(uprightWidth, uprightHeight, new ImageInfo { Format = ImageFormat.Png });
    }

    /// <summary>Hands all rows on, from the top.</summary>
    internal static void AddRows(PngRows rows, in PngHeader header, PlanarAssembler assembler)
    {
        using var pixels = new PngPixels(header);
        if (header.IsInterlaced)
        {
            AddPasses(rows, header, pixels, assembler);
            return;
        }
        for (var y = 0; y < header.Height; y++) assembler.AddRow(pixels.Expand(rows.Next(), header.Width));
    }

    // The first six passes make up the even rows, which are kept; the seventh brings the odd ones in their order.
    private static void AddPasses(PngRows rows, in PngHeader header, in PngPixels pixels, PlanarAssembler assembler)
    {
        var (width, height) = (header.Width, header.Height);
        var stride = width * pixels.BytesPerPixel;
        using var even = new NativeBuffer((nuint)header.BytesHeld);
        foreach (var pass in PngPass.OfEvenRows)
        {
            var (columns, count) = pass.Size(width, height);
            rows.Begin(header.BytesOf(columns), count);
            for (var i = 0; i < count; i++)
            {
                var kept = even.Row((pass.Top + (long)i * pass.Down) / 2 * stride, stride);
                pass.Spread(pixels.Expand(rows.Next(), columns), kept, pixels.BytesPerPixel);
            }
        }
        rows.Begin(header.BytesOf(width), height / 2);
        for (var y = 0; y < height; y++)
            assembler.AddRow(y % 2 == 0 ? even.Row((long)y / 2 * stride, stride) : pixels.Expand(rows.Next(), width));
    }
}
