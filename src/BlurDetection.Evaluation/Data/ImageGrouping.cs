namespace BlurDetection.Evaluation.Data;

/// <summary>Puts together what must not stand on two sides of a split: the same bytes, the same scene, the same
/// <c>group</c> column.</summary>
internal static class ImageGrouping
{
    public static ImageDataset Group(IReadOnlyList<(LabelRow Row, ImageFingerprint Print)> images, IReadOnlyList<DataProblem> problems,
        NearDuplicateOptions? nearDuplicates)
    {
        var sets = new DisjointSets(images.Count);
        var firstOfContent = new Dictionary<string, int>();
        var firstOfGroup = new Dictionary<string, int>();
        for (int i = 0; i < images.Count; i++)
        {
            if (!firstOfContent.TryAdd(images[i].Print.ContentHash, i)) sets.Union(firstOfContent[images[i].Print.ContentHash], i);
            if (images[i].Row.Group is { } group && !firstOfGroup.TryAdd(group, i)) sets.Union(firstOfGroup[group], i);
        }
        var pairs = new List<(int, int)>();
        if (nearDuplicates is not null)
        {
            int[] distinct = [.. firstOfContent.Values.Order()];
            foreach ((int a, int b) in NearDuplicates.FindPairs([.. distinct.Select(i => images[i].Print)], nearDuplicates))
            {
                pairs.Add((distinct[a], distinct[b]));
                sets.Union(distinct[a], distinct[b]);
            }
        }
        int[] numbers = sets.Number();
        return new ImageDataset([.. images.Select((p, i) => new ImageEntry(p.Row, p.Print, numbers[i]))], problems, pairs);
    }
}
