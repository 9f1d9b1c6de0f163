namespace BlurDetection;

/// <summary>A rectangle of an upright image, in shares of its sides or in its pixels.</summary>
/// <remarks>Make one with <see cref="Shares"/> or <see cref="Pixels"/>, which check it. Members can be set for configuration; they are
/// checked where the region is used.</remarks>
public readonly record struct ImageRegion
{
    private ImageRegion(double left, double top, double width, double height, bool inPixels)
    {
        (Left, Top, Width, Height, InPixels) = (left, top, width, height, inPixels);
    }

    /// <summary>The left edge.</summary>
    public double Left { get; init; }

    /// <summary>The top edge.</summary>
    public double Top { get; init; }

    /// <summary>The width, more than 0.</summary>
    public double Width { get; init; }

    /// <summary>The height, more than 0.</summary>
    public double Height { get; init; }

    /// <summary>True for pixels of the upright image before scaling; false for shares of its sides, 0 to 1.</summary>
    public bool InPixels { get; init; }

    /// <summary>False where it is empty, begins outside the image or, in shares, leaves it.</summary>
    internal bool IsSound => Begins(Left, End) && Ends(Left, Width, End) && Begins(Top, End) && Ends(Top, Height, End);

    private double End => InPixels ? double.MaxValue : 1;

    /// <summary>A rectangle in shares of the image's sides: the same for every size.</summary>
    /// <param name="left">The left edge, 0 to 1.</param>
    /// <param name="top">The top edge, 0 to 1.</param>
    /// <param name="width">The width, more than 0; the right edge at most 1.</param>
    /// <param name="height">The height, more than 0; the bottom edge at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is empty or leaves the image.</exception>
    public static ImageRegion Shares(double left, double top, double width, double height)
    {
        Check(left, width, 1, nameof(left), nameof(width));
        Check(top, height, 1, nameof(top), nameof(height));
        return new ImageRegion(left, top, width, height, inPixels: false);
    }

    /// <summary>A rectangle in pixels of the upright image, before any scaling. What leaves the image is cut off.</summary>
    /// <param name="left">The left edge, 0 or more.</param>
    /// <param name="top">The top edge, 0 or more.</param>
    /// <param name="width">The width, 1 or more.</param>
    /// <param name="height">The height, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is empty or begins outside.</exception>
    public static ImageRegion Pixels(int left, int top, int width, int height)
    {
        Check(left, width, double.MaxValue, nameof(left), nameof(width));
        Check(top, height, double.MaxValue, nameof(top), nameof(height));
        return new ImageRegion(left, top, width, height, inPixels: true);
    }

    private static void Check(double start, double length, double end, string startName, string lengthName)
    {
        if (!Begins(start, end)) throw new ArgumentOutOfRangeException(startName, start, "The region begins outside the image.");
        if (!Ends(start, length, end))
            throw new ArgumentOutOfRangeException(lengthName, length, "The region is empty or leaves the image.");
    }

    private static bool Begins(double start, double end) => start >= 0 && start < end;

    // A sum of shares such as 0.7 + 0.3 may come out a hair above 1.
    private static bool Ends(double start, double length, double end) => length > 0 && start + length <= end * (1 + 1e-9);
}
