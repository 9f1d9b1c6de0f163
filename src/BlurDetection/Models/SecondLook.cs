using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Models;

/// <summary>A second look at a small image, half a cell aside, for a map of half-sized cells: where each look put its cells is chance,
/// and the mean has less of it.</summary>
internal static class SecondLook
{
    /// <summary>Side of the cells that a network gives, in pixels.</summary>
    private const int Cell = 16;

    private const int Aside = Cell / 2;

    /// <summary>Two looks at this many pixels take about as long as one at an image of 960x720.</summary>
    private const int MostPixels = 960 * 720 / 2;

    /// <summary>Whether the image is small enough, and the map one of such cells.</summary>
    /// <param name="image">What the network was shown.</param>
    /// <param name="map">What it said.</param>
    /// <param name="maxValues">The most values that the network takes.</param>
    public static bool IsOf(PlanarImage image, BlurMap map, int maxValues) =>
        image.Width * image.Height <= MostPixels && Math.Min(image.Width, image.Height) >= Cell
        && (map.Width, map.Height) == (Cells(image.Width, Cell), Cells(image.Height, Cell))
        && image.Channels * (image.Width + Cell) * (image.Height + Cell) <= maxValues;

    /// <summary>The image with its border mirrored half a cell wide on every side, in pooled memory that the caller gives back.</summary>
    public static PlanarImage Widened(PlanarImage image)
    {
        int width = image.Width + Cell, height = image.Height + Cell;
        var pixels = BoundedPool<float>.Rent(image.Channels * width * height);
        for (int channel = 0; channel < image.Channels; channel++)
        {
            var plane = image.Pixels.Slice(channel * image.Width * image.Height, image.Width * image.Height);
            var widened = pixels.AsSpan(channel * width * height, width * height);
            for (int y = 0; y < height; y++)
            {
                var from = plane.Slice(Mirrored(y - Aside, image.Height) * image.Width, image.Width);
                var to = widened.Slice(y * width, width);
                from.CopyTo(to[Aside..]);
                for (int x = 0; x < Aside; x++) (to[Aside - 1 - x], to[Aside + image.Width + x]) = (from[x], from[^(x + 1)]);
            }
        }
        return new PlanarImage(image.Channels, height, width, pixels);
    }

    /// <summary>The mean of both looks in cells of half the side.</summary>
    /// <param name="image">The image as it was at first.</param>
    /// <param name="first">The map of the image.</param>
    /// <param name="second">The map of the widened image.</param>
    public static BlurMap Mean(PlanarImage image, BlurMap first, BlurMap second)
    {
        int width = Cells(image.Width, Aside), height = Cells(image.Height, Aside);
        float[] probability = new float[width * height], certainty = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                // In cells of each map, from the middle of its first one: that of the second look lies on the image's corner.
                MapPlace one = new(x / 2.0 - 0.25, y / 2.0 - 0.25, first), two = new(x / 2.0 + 0.25, y / 2.0 + 0.25, second);
                probability[y * width + x] = (one.Read(first.Probability.Span) + two.Read(second.Probability.Span)) / 2;
                certainty[y * width + x] = (one.Read(first.Certainty.Span) + two.Read(second.Certainty.Span)) / 2;
            }
        }
        return new BlurMap(width, height, probability, certainty);
    }

    private static int Cells(int pixels, int side) => (pixels + side - 1) / side;

    private static int Mirrored(int index, int count) => index < 0 ? -index - 1 : index >= count ? 2 * count - 1 - index : index;
}
