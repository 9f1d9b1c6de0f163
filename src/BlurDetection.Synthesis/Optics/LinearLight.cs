using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics;

/// <summary>Between encoded luma (0..255) and linear light (1 = the white that the camera clips at), by a power law of 2.2.</summary>
/// <remarks>Blur happens to light, before the camera clips and encodes it: that is why a blurred lamp stays a bright streak.</remarks>
internal static class LinearLight
{
    private const float Gamma = 2.2f;
    private const float HighlightKnee = 0.8f;

    /// <param name="image">Luma, 0..255.</param>
    /// <param name="highlightGain">How far the brightest light lay above the clipping white, 0 (nothing lost) or more.</param>
    public static PlanarImage Decode(PlanarImage image, double highlightGain)
    {
        var light = new float[image.Width * image.Height];
        TensorPrimitives.Divide(image.Pixels, 255f, light);
        TensorPrimitives.Max(light, 0f, light);
        TensorPrimitives.Pow(light, Gamma, light);
        if (highlightGain > 0)
        {
            for (int i = 0; i < light.Length; i++)
            {
                float over = light[i] - HighlightKnee;
                if (over <= 0) continue;
                over /= 1 - HighlightKnee;
                light[i] += (float)highlightGain * over * over;
            }
        }
        return new PlanarImage(1, image.Height, image.Width, light);
    }

    /// <summary>Clips at white and encodes, in place.</summary>
    public static PlanarImage Encode(PlanarImage light)
    {
        var pixels = light.Pixels;
        TensorPrimitives.Max(pixels, 0f, pixels);
        TensorPrimitives.Min(pixels, 1f, pixels);
        TensorPrimitives.Pow(pixels, 1 / Gamma, pixels);
        TensorPrimitives.Multiply(pixels, 255f, pixels);
        return light;
    }
}
