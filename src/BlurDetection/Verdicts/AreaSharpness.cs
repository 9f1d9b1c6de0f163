namespace BlurDetection.Verdicts;

/// <summary>How sharp the middle of an image is, where its subject usually stands, and what surrounds it.</summary>
/// <param name="Foreground">Of the middle half of the width and of the height, 0 to 1; <see langword="null"/> where
/// nothing there is certain.</param>
/// <param name="Background">Of the rest.</param>
internal readonly record struct AreaSharpness(double? Foreground, double? Background)
{
    /// <summary>Mean certainty of an area's cells below which nothing is said of it.</summary>
    private const double LeastCertainty = 0.001;

    /// <summary>Means of 1 - probability of blur, each cell counting as much as it is certain.</summary>
    public static AreaSharpness Of(BlurMap map)
    {
        ReadOnlySpan<float> probability = map.Probability.Span, certainty = map.Certainty.Span;
        double inside = 0, insideSharp = 0, insideArea = 0, all = 0, allSharp = 0;
        for (int row = 0; row < map.Height; row++)
        {
            double rowShare = MiddleShare(row, map.Height);
            for (int column = 0; column < map.Width; column++)
            {
                int cell = row * map.Width + column;
                double share = rowShare * MiddleShare(column, map.Width), sharp = certainty[cell] * (1 - probability[cell]);
                inside += share * certainty[cell];
                insideSharp += share * sharp;
                insideArea += share;
                all += certainty[cell];
                allSharp += sharp;
            }
        }
        double area = probability.Length;
        return new AreaSharpness(Mean(insideSharp, inside, insideArea), Mean(allSharp - insideSharp, all - inside, area - insideArea));
    }

    // How much of a cell lies in the middle half; cells of small maps are cut.
    private static double MiddleShare(int cell, int cells) =>
        Math.Max(0, Math.Min(cell + 1, 0.75 * cells) - Math.Max(cell, 0.25 * cells));

    private static double? Mean(double sum, double weight, double area) =>
        weight > LeastCertainty * area ? Math.Clamp(sum / weight, 0, 1) : null;
}
