using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Brings pixels that are in memory already to what a network takes.</summary>
public static class ImagePreprocessor
{
    /// <summary>Converts and scales raw pixels; they are read where they lie.</summary>
    /// <param name="pixels">An upright image.</param>
    /// <param name="preprocessing">Channels and size wanted.</param>
    /// <returns>The scaled image. Dispose it to reuse its memory.</returns>
    /// <exception cref="ArgumentException">The buffer is uninitialised, or the preprocessing impossible.</exception>
    public static DecodedImage Preprocess(in PixelBuffer pixels, Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        if (pixels.Width == 0)
            throw new ArgumentException("The pixel buffer is uninitialised: create it with its constructor.", nameof(pixels));
        var target = ResizeSpec.Of(preprocessing, pixels.Width, pixels.Height);
        var meaning = Meaning(pixels.Format, preprocessing.Channels);
        using var assembler = new PlanarAssembler(meaning, pixels.Width, pixels.Height, 1, preprocessing, target);
        var floats = BoundedPool<float>.Rent(pixels.Width);
        var four = BoundedPool<byte>.Rent(4 * pixels.Width);
        try
        {
            for (var y = 0; y < pixels.Height; y++)
                AddRow(pixels, y, meaning, floats.AsSpan(0, pixels.Width), four.AsSpan(0, 4 * pixels.Width), assembler);
            return assembler.Complete(pixels.Width, pixels.Height, new ImageInfo());
        }
        finally
        {
            BoundedPool<float>.Return(floats);
            BoundedPool<byte>.Return(four);
        }
    }

    /// <summary>Scales planar pixels; their channels must be those wanted.</summary>
    /// <param name="image">An upright image.</param>
    /// <param name="preprocessing">Channels and size wanted.</param>
    /// <returns>The scaled image. Dispose it to reuse its memory.</returns>
    /// <exception cref="ArgumentException">The channels differ, or the preprocessing is impossible.</exception>
    public static DecodedImage Preprocess(PlanarImage image, Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(preprocessing);
        if (image.Channels != preprocessing.Channels)
            throw new ArgumentException($"The image has {image.Channels} channels, but {preprocessing.Channels} are wanted.",
                nameof(image));
        var (width, height) = ResizeSpec.Of(preprocessing, image.Width, image.Height);
        var (from, to) = (image.Width * image.Height, width * height);
        var scaled = BoundedPool<float>.Rent(image.Channels * to);
        for (var c = 0; c < image.Channels; c++)
            PlaneScaler.Scale(preprocessing.Resampling, image.Pixels.Slice(c * from, from), image.Width, image.Height, width, height,
                scaled.AsMemory(c * to, to));
        return new DecodedImage(new PlanarImage(image.Channels, height, width, scaled), scaled, image.Width, image.Height);
    }

    private static RowMeaning Meaning(PixelFormat format, int channels) => format switch
    {
        PixelFormat.Bgr24 => RowMeaning.ColoursReversed,
        PixelFormat.Rgb24 => RowMeaning.Colours,
        PixelFormat.Bgra32 => RowMeaning.ColoursReversedAndAlpha,
        PixelFormat.Rgba32 => RowMeaning.ColoursAndAlpha,
        PixelFormat.Nv12 when channels == 3 => RowMeaning.Colours,
        _ => RowMeaning.Grey,
    };

    private static void AddRow(
        in PixelBuffer pixels, int y, RowMeaning meaning, Span<float> floats, Span<byte> four, PlanarAssembler assembler)
    {
        var row = pixels.Row(y);
        switch (pixels.Format)
        {
            case PixelFormat.Rgb24 or PixelFormat.Bgr24:
                RawRows.From24(row, four);
                assembler.AddRow(four);
                break;
            case PixelFormat.Nv12 when meaning == RowMeaning.Colours:
                RawRows.FromNv12(row, pixels.ChromaRow(y), pixels.Black, pixels.White, four);
                assembler.AddRow(four);
                break;
            case PixelFormat.Nv12:
            case PixelFormat.Gray8 when (pixels.Black, pixels.White) != (0, 255):
                RawRows.FromLuma(row, pixels.Black, pixels.White, floats);
                assembler.AddRow(floats);
                break;
            case PixelFormat.Gray16:
                RawRows.FromGray16(row, pixels.Black, pixels.White, floats);
                assembler.AddRow(floats);
                break;
            case PixelFormat.GrayFloat:
                RawRows.FromFloat(row, pixels.Black, pixels.White, floats);
                assembler.AddRow(floats);
                break;
            default:
                assembler.AddRow(row);
                break;
        }
    }
}
