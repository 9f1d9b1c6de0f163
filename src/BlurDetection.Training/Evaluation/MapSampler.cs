namespace BlurDetection.Training.Evaluation;

/// <summary>Reads a coarse map at the pixels of a picture, bilinearly between the centres of its cells.</summary>
internal sealed class MapSampler(BlurMap map, int width, int height)
{
    public float At(int x, int y)
    {
        (int left, int right, float u) = Cells(x, width, map.Width);
        (int top, int bottom, float v) = Cells(y, height, map.Height);
        ReadOnlySpan<float> cells = map.Probability.Span;
        float upper = cells[top * map.Width + left] * (1 - u) + cells[top * map.Width + right] * u;
        float lower = cells[bottom * map.Width + left] * (1 - u) + cells[bottom * map.Width + right] * u;
        return upper * (1 - v) + lower * v;
    }

    private static (int, int, float) Cells(int pixel, int pixels, int cells)
    {
        float position = Math.Clamp((pixel + 0.5f) * cells / pixels - 0.5f, 0, cells - 1);
        int first = (int)position;
        return (first, Math.Min(first + 1, cells - 1), position - first);
    }
}
