namespace BlurDetection.Evaluation.Data;

/// <summary>Divides images into folds: whole groups, each label spread as evenly as they allow, seeded.</summary>
internal static class GroupedFolds
{
    private static readonly ImageLabel[] Labels = Enum.GetValues<ImageLabel>();

    /// <summary>How many groups hold an image of the rarer label: with fewer than two of them, nothing can be held out.</summary>
    public static int GroupsOfRarerLabel(IReadOnlyList<ImageEntry> images) =>
        Labels.Min(label => images.Where(p => p.Label == label).Select(p => p.GroupId).Distinct().Count());

    /// <summary>Divides the images; what is left without any one fold has both labels, and no fold is empty.</summary>
    /// <param name="images">Images with at least two groups of each label.</param>
    /// <param name="folds">2 to the number of groups.</param>
    /// <param name="seed">Seed of the order in which groups of a size are dealt.</param>
    public static IReadOnlyList<IReadOnlyList<ImageEntry>> Deal(IReadOnlyList<ImageEntry> images, int folds, int seed)
    {
        double[] total = Count(images);
        ImageEntry[][] groups = [.. images.GroupBy(p => p.GroupId).Select(g => g.ToArray())];
        new Random(seed).Shuffle(groups);
        var dealt = new List<ImageEntry>[folds];
        for (int i = 0; i < folds; i++) dealt[i] = [];
        // Groups with both labels first: whatever follows can then still go elsewhere, so that no fold gets all images of a label.
        foreach (ImageEntry[] group in groups.OrderByDescending(g => g.DistinctBy(p => p.Label).Count()).ThenByDescending(g => g.Length))
            dealt.MinBy(fold => (LargestShare(fold, group, total), fold.Count))!.AddRange(group);
        return dealt;
    }

    // of the labels in the group, the largest share that the fold would hold
    private static double LargestShare(List<ImageEntry> fold, ImageEntry[] group, double[] total)
    {
        (double[] held, double[] more) = (Count(fold), Count(group));
        return Enumerable.Range(0, total.Length).Where(label => more[label] > 0).Max(label => (held[label] + more[label]) / total[label]);
    }

    private static double[] Count(IReadOnlyList<ImageEntry> images) =>
        [.. Labels.Select(label => (double)images.Count(p => p.Label == label))];
}
