namespace BlurDetection.Imaging;

/// <summary>A rectangle of whole pixels inside a scaled image.</summary>
internal readonly record struct PixelRectangle(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>Every scaled pixel that the region touches.</summary>
    public static PixelRectangle Of(in ImageRegion region, int width, int height, int originalWidth, int originalHeight)
    {
        var (acrossX, acrossY) = region.InPixels ? ((double)width / originalWidth, (double)height / originalHeight) : (width, height);
        return new PixelRectangle(
            Math.Min(width, Floor(region.Left * acrossX)),
            Math.Min(height, Floor(region.Top * acrossY)),
            Math.Min(width, Ceiling((region.Left + region.Width) * acrossX)),
            Math.Min(height, Ceiling((region.Top + region.Height) * acrossY)));
    }

    // Coordinates such as 0.1 * 30 are not exact; a hair must not take in a whole pixel more.
    private static int Floor(double value) => (int)Math.Floor(Math.Min(value, int.MaxValue - 1) + 1e-6);

    private static int Ceiling(double value) => (int)Math.Ceiling(Math.Min(value, int.MaxValue - 1) - 1e-6);
}
