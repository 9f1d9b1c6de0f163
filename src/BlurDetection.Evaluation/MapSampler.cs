using BlurDetection.Models;

namespace BlurDetection.Evaluation;

/// <summary>Reads a coarse map at the pixels of an image, bilinearly between the centres of its cells.</summary>
internal sealed class MapSampler(BlurMap map, int width, int height)
{
    public float At(int x, int y) => new MapPlace(Cells(x, width, map.Width), Cells(y, height, map.Height), map).Read(map.Probability.Span);

    private static double Cells(int pixel, int pixels, int cells) => (pixel + 0.5) * cells / pixels - 0.5;
}
