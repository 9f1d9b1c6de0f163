namespace BlurDetection.Imaging;

/// <summary>The size that a <see cref="Preprocessing"/> asks for.</summary>
internal static class ResizeSpec
{
    /// <summary>Width and height that an upright image of the given size is brought to.</summary>
    /// <exception cref="ArgumentException">The preprocessing names neither a long side nor a fixed size, or an impossible one.</exception>
    public static (int Width, int Height) Of(Preprocessing preprocessing, int width, int height)
    {
        Validate(preprocessing);
        if (preprocessing.LongSide is not { } longSide) return (preprocessing.Width!.Value, preprocessing.Height!.Value);
        var longest = Math.Max(width, height);
        if (longest <= longSide) return (width, height);
        return (Scaled(width), Scaled(height));

        int Scaled(int side) => (int)Math.Max(1, (2L * side * longSide + longest) / (2L * longest)); // rounded to the nearest, halves up
    }

    /// <summary>The largest of 2, 4, 8 by which a JPEG may be decoded smaller without falling below the size asked for; 1
    /// if none.</summary>
    public static int JpegReduction(int width, int height, int targetWidth, int targetHeight)
    {
        var reduction = 8;
        while (reduction > 1 && (Reduced(width, reduction) < targetWidth || Reduced(height, reduction) < targetHeight)) reduction /= 2;
        return reduction;
    }

    /// <summary>The side of a JPEG decoded smaller by a whole factor; libjpeg rounds up.</summary>
    public static int Reduced(int side, int reduction) => (side + reduction - 1) / reduction;

    private static void Validate(Preprocessing preprocessing)
    {
        if (preprocessing.Channels is not (1 or 3))
            throw new ArgumentException($"Preprocessing.Channels is {preprocessing.Channels}; it must be 1 (luma) or 3 (red, green, blue).",
                nameof(preprocessing));
        if (preprocessing.LongSide is { } longSide)
        {
            if (longSide is < 1 or > 65535)
                throw new ArgumentException($"Preprocessing.LongSide is {longSide}; it must be 1 to 65535.", nameof(preprocessing));
        }
        else if (preprocessing is not { Width: >= 1 and <= 65535, Height: >= 1 and <= 65535 })
        {
            throw new ArgumentException("Preprocessing needs a LongSide, or a Width and a Height of 1 to 65535.", nameof(preprocessing));
        }
    }
}
