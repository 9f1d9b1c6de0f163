namespace BlurDetection.Evaluation.Data;

/// <summary>How large the images are.</summary>
/// <param name="SmallestWidth">Width of the image with the fewest pixels.</param>
/// <param name="SmallestHeight">Height of the image with the fewest pixels.</param>
/// <param name="MedianMegapixels">Half of the images have more.</param>
/// <param name="LargestWidth">Width of the image with the most pixels.</param>
/// <param name="LargestHeight">Height of the image with the most pixels.</param>
/// <param name="DistinctSizes">How many different sizes there are.</param>
public sealed record SizeSummary(
    int SmallestWidth, int SmallestHeight, double MedianMegapixels, int LargestWidth, int LargestHeight, int DistinctSizes)
{
    internal static SizeSummary? Of(IReadOnlyList<ImageEntry> images)
    {
        if (images.Count == 0) return null;
        (int Width, int Height)[] sizes =
            [.. images.Select(p => (p.Width, p.Height)).OrderBy(s => (long)s.Width * s.Height)];
        (int width, int height) = sizes[sizes.Length / 2];
        return new SizeSummary(sizes[0].Width, sizes[0].Height, width * (double)height / 1e6, sizes[^1].Width, sizes[^1].Height,
            sizes.Distinct().Count());
    }
}
