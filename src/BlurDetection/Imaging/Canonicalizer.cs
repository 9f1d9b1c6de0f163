using System.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Brings pixels that are in memory already to what a network takes.</summary>
public static class Canonicalizer
{
    /// <summary>Converts and scales raw pixels; they are read where they lie.</summary>
    /// <param name="pixels">An upright picture.</param>
    /// <param name="preprocessing">Channels and size wanted.</param>
    /// <returns>The scaled picture. Dispose it to reuse its memory.</returns>
    /// <exception cref="ArgumentException">The buffer is uninitialised, or the preprocessing impossible.</exception>
    public static DecodedImage Canonicalize(in PixelBuffer pixels, Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        if (pixels.Width == 0) throw new ArgumentException("The pixel buffer is uninitialised: create it with its constructor.", nameof(pixels));
        var target = CanonicalSize.Of(preprocessing, pixels.Width, pixels.Height);
        var nv12Luma = pixels.Format == PixelFormat.Nv12 && preprocessing.Channels == 1;
        var grey = nv12Luma || pixels.Format is PixelFormat.Gray8 or PixelFormat.Gray16 or PixelFormat.GrayFloat;
        using var assembler = new PlanarAssembler(grey, pixels.Width, pixels.Height, 1, preprocessing, target);
        var floats = ArrayPool<float>.Shared.Rent(pixels.Width);
        var four = ArrayPool<byte>.Shared.Rent(4 * pixels.Width);
        try
        {
            for (var y = 0; y < pixels.Height; y++)
                AddRow(pixels, y, grey, floats.AsSpan(0, pixels.Width), four.AsSpan(0, 4 * pixels.Width), assembler);
            return assembler.Complete(pixels.Width, pixels.Height);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(floats);
            ArrayPool<byte>.Shared.Return(four);
        }
    }

    /// <summary>Scales planar pixels; their channels must be those wanted.</summary>
    /// <param name="image">An upright picture.</param>
    /// <param name="preprocessing">Channels and size wanted.</param>
    /// <returns>The scaled picture. Dispose it to reuse its memory.</returns>
    /// <exception cref="ArgumentException">The channels differ, or the preprocessing is impossible.</exception>
    public static DecodedImage Canonicalize(PlanarImage image, Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(preprocessing);
        if (image.Channels != preprocessing.Channels)
            throw new ArgumentException($"The picture has {image.Channels} channels, but {preprocessing.Channels} are wanted.", nameof(image));
        var (width, height) = CanonicalSize.Of(preprocessing, image.Width, image.Height);
        var (from, to) = (image.Width * image.Height, width * height);
        var scaled = ArrayPool<float>.Shared.Rent(image.Channels * to);
        for (var c = 0; c < image.Channels; c++)
            AreaDownscaler.Scale(image.Pixels.Slice(c * from, from), image.Width, image.Height, width, height, scaled.AsMemory(c * to, to));
        return new DecodedImage(new PlanarImage(image.Channels, height, width, scaled), scaled, image.Width, image.Height);
    }

    private static void AddRow(in PixelBuffer pixels, int y, bool grey, Span<float> floats, Span<byte> four, PlanarAssembler assembler)
    {
        var row = pixels.Row(y);
        switch (pixels.Format)
        {
            case PixelFormat.Gray8:
                assembler.AddGrey(row);
                return;
            case PixelFormat.Rgba32:
                assembler.AddColour(row, ByteOrder.Rgba);
                return;
            case PixelFormat.Bgra32:
                assembler.AddColour(row, ByteOrder.Bgra);
                return;
            case PixelFormat.Rgb24 or PixelFormat.Bgr24:
                RawRows.From24(row, four);
                assembler.AddColour(four, pixels.Format == PixelFormat.Rgb24 ? ByteOrder.Rgbx : ByteOrder.Bgrx);
                return;
            case PixelFormat.Nv12 when !grey:
                RawRows.FromNv12(row, pixels.Row(pixels.Height + y / 2), pixels.Black, pixels.White, four);
                assembler.AddColour(four, ByteOrder.Rgbx);
                return;
            case PixelFormat.Nv12:
                RawRows.FromLuma(row, pixels.Black, pixels.White, floats);
                break;
            case PixelFormat.Gray16:
                RawRows.FromGray16(row, pixels.Black, pixels.White, floats);
                break;
            case PixelFormat.GrayFloat:
                RawRows.FromFloat(row, pixels.Black, pixels.White, floats);
                break;
        }
        assembler.AddGrey(floats);
    }
}
