using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Labels;

/// <summary>How much an image changes from pixel to pixel along 0, 45, 90 and 135 degrees, in luma levels a pixel.</summary>
internal static class DirectionalGradient
{
    private const float Diagonal = 0.70710678f;

    /// <summary>Four planes of absolute differences; 0 beyond the last row and column.</summary>
    public static PlanarImage[] Of(PlanarImage image)
    {
        int width = image.Width, height = image.Height;
        var planes = new PlanarImage[DirectionalWidth.Directions];
        for (int i = 0; i < planes.Length; i++) planes[i] = new PlanarImage(1, height, width, new float[width * height]);
        for (int y = 0; y < height; y++)
        {
            var row = image.Pixels.Slice(y * width, width);
            Difference(row[1..], row[..^1], planes[0].Pixels.Slice(y * width, width - 1), 1);
            if (y + 1 == height) continue;
            var below = image.Pixels.Slice((y + 1) * width, width);
            Difference(below[1..], row[..^1], planes[1].Pixels.Slice(y * width, width - 1), Diagonal);
            Difference(below, row, planes[2].Pixels.Slice(y * width, width), 1);
            Difference(below[..^1], row[1..], planes[3].Pixels.Slice(y * width + 1, width - 1), Diagonal);
        }
        return planes;
    }

    /// <summary>|dx| + |dy| at each pixel.</summary>
    public static PlanarImage Sum(PlanarImage image)
    {
        var planes = Of(image);
        TensorPrimitives.Add(planes[0].Pixels, planes[2].Pixels, planes[0].Pixels);
        return planes[0];
    }

    private static void Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, float scale)
    {
        TensorPrimitives.Subtract(a, b, result);
        TensorPrimitives.Abs(result, result);
        if (scale != 1) TensorPrimitives.Multiply(result, scale, result);
    }
}
