namespace BlurDetection.Imaging;

/// <summary>Turns a plane upright by its Exif orientation.</summary>
internal static class Orientation
{
    private const int Tile = 32; // both sides of a transposed tile stay in the first-level cache

    /// <summary>Whether width and height change places.</summary>
    public static bool SwapsSides(int orientation) => orientation >= 5;

    /// <summary>Copies a plane of width x height, turned upright.</summary>
    /// <param name="source">The plane as stored.</param>
    /// <param name="width">Width as stored.</param>
    /// <param name="height">Height as stored.</param>
    /// <param name="orientation">Exif orientation, 1 to 8.</param>
    /// <param name="upright">Takes as many values.</param>
    public static void Apply(ReadOnlySpan<float> source, int width, int height, int orientation, Span<float> upright)
    {
        var right = width - 1;
        var bottom = (height - 1) * width;
        // Where the upright image's top left lies in the source, and how far one step right and one step down lead there.
        var (origin, stepX, stepY) = orientation switch
        {
            2 => (right, -1, width),
            3 => (bottom + right, -1, -width),
            4 => (bottom, 1, -width),
            5 => (0, width, 1),
            6 => (bottom, -width, 1),
            7 => (bottom + right, -width, -1),
            8 => (right, width, -1),
            _ => (0, 1, width),
        };
        var (w, h) = SwapsSides(orientation) ? (height, width) : (width, height);
        for (var top = 0; top < h; top += Tile)
        for (var left = 0; left < w; left += Tile)
        for (var y = top; y < Math.Min(top + Tile, h); y++)
        {
            var from = origin + y * stepY + left * stepX;
            for (var x = left; x < Math.Min(left + Tile, w); x++, from += stepX) upright[y * w + x] = source[from];
        }
    }
}
