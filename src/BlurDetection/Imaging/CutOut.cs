namespace BlurDetection.Imaging;

/// <summary>Tells photographs that were cut out of their ground from drawings on none.</summary>
/// <remarks>A drawing without a ground is shown on white, and its lines are sharp there. Around a photograph that was cut out, white makes
/// edges that no lens has drawn: a blurred one looks sharp.</remarks>
internal static class CutOut
{
    /// <summary>The opacity above which a pixel is seen.</summary>
    public const float LeastOpacity = 0.5f;

    private const int Around = 6; // pixels; lines of drawings are thinner

    private const float Rounding = 0.01f; // of even areas that were scaled

    /// <summary>Of the pixels that are seen, so many have others all around, and so many of these are unlike the next one.</summary>
    private const double LeastInside = 0.5, MostRepeated = 0.6;

    /// <summary>Whether an image is such a photograph.</summary>
    /// <param name="plane">Its luma, or its red.</param>
    /// <param name="opacity">Of each pixel, 0 to 1.</param>
    /// <param name="width">Pixels in a row.</param>
    public static bool Is(ReadOnlySpan<float> plane, ReadOnlySpan<float> opacity, int width)
    {
        int seen = 0, inside = 0, repeated = 0;
        for (var i = 0; i < plane.Length; i++)
        {
            if (opacity[i] <= LeastOpacity) continue;
            seen++;
            var x = i % width;
            if (x < Around || x >= width - Around || i < Around * width || i >= plane.Length - Around * width) continue;
            if (opacity[i - Around] <= LeastOpacity || opacity[i + Around] <= LeastOpacity || opacity[i - Around * width] <= LeastOpacity
                || opacity[i + Around * width] <= LeastOpacity) continue;
            inside++;
            if (Math.Abs(plane[i] - plane[i + 1]) < Rounding) repeated++;
        }
        return inside > 0 && inside >= LeastInside * seen && repeated <= MostRepeated * inside;
    }
}
