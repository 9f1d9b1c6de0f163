namespace BlurDetection.Imaging;

/// <summary>Fills masked parts smoothly from what surrounds them (push-pull interpolation; S. J. Gortler et al., "The Lumigraph", 1996), so
/// that neither they nor their borders hold detail.</summary>
internal static class MaskFill
{
    public static void Fill(PlanarImage image, IReadOnlyList<PixelRectangle> masks)
    {
        var known = new bool[image.Width * image.Height];
        Array.Fill(known, true);
        foreach (var mask in masks)
            for (var y = mask.Top; y < mask.Bottom; y++)
                known.AsSpan(y * image.Width + mask.Left, mask.Width).Clear();

        for (var c = 0; c < image.Channels; c++)
            Fill(image.Pixels.Slice(c * known.Length, known.Length), known, image.Width, image.Height);
    }

    /// <summary>Fills the values of a plane that are not known.</summary>
    public static void Fill(Span<float> plane, bool[] known, int width, int height)
    {
        var weights = new float[known.Length];
        for (var i = 0; i < known.Length; i++) weights[i] = known[i] ? 1 : 0;
        var values = plane.ToArray();
        Complete(values, weights, width, height);
        for (var i = 0; i < known.Length; i++)
            if (!known[i]) plane[i] = values[i];
    }

    /// <summary>Gives every value without weight one from the image at half the size, where its neighbours are known.</summary>
    private static void Complete(float[] values, float[] weights, int width, int height)
    {
        if (Array.TrueForAll(weights, weight => weight > 0)) return;
        if (width == 1 && height == 1) return;
        int halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2;
        var halfValues = new float[halfWidth * halfHeight];
        var halfWeights = new float[halfValues.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (i, half) = (y * width + x, y / 2 * halfWidth + x / 2);
                halfValues[half] += weights[i] * values[i];
                halfWeights[half] += weights[i];
            }
        }
        for (var i = 0; i < halfValues.Length; i++)
        {
            if (halfWeights[i] > 0) halfValues[i] /= halfWeights[i];
            halfWeights[i] = Math.Min(1, halfWeights[i]);
        }
        Complete(halfValues, halfWeights, halfWidth, halfHeight);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                if (weights[y * width + x] == 0)
                    values[y * width + x] = Between(halfValues, halfWidth, halfHeight, (x - 0.5f) / 2, (y - 0.5f) / 2);
    }

    private static float Between(float[] values, int width, int height, float x, float y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        int left = (int)x, top = (int)y;
        int right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
        float acrossX = x - left, acrossY = y - top;
        var above = values[top * width + left] * (1 - acrossX) + values[top * width + right] * acrossX;
        var below = values[bottom * width + left] * (1 - acrossX) + values[bottom * width + right] * acrossX;
        return above * (1 - acrossY) + below * acrossY;
    }
}
