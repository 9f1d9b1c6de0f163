using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Linear interpolation, pixels from outside repeating the nearest edge: what scipy's <c>affine_transform(order=1,
/// mode="nearest")</c> gives.</summary>
internal static class BilinearWarp
{
    public static PlanarImage Apply(PlanarImage image, AffineMap map)
    {
        (int height, int width) = (image.Height, image.Width);
        var pixels = new float[image.Channels * height * width];
        ReadOnlySpan<float> source = image.Pixels;
        int plane = height * width;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                (double row, double column) = map.Source(y, x);
                row = Math.Clamp(row, 0, height - 1);
                column = Math.Clamp(column, 0, width - 1);
                (int top, int left) = ((int)row, (int)column);
                int down = top + 1 < height ? width : 0, right = left + 1 < width ? 1 : 0;
                (float v, float u) = ((float)(row - top), (float)(column - left));
                for (int c = 0, at = top * width + left; c < image.Channels; c++, at += plane)
                {
                    float upper = source[at] + u * (source[at + right] - source[at]);
                    float lower = source[at + down] + u * (source[at + down + right] - source[at + down]);
                    pixels[c * plane + y * width + x] = upper + v * (lower - upper);
                }
            }
        return new PlanarImage(image.Channels, height, width, pixels);
    }
}
