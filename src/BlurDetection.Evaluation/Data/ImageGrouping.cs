namespace BlurDetection.Evaluation.Data;

/// <summary>Puts together what must not stand on two sides of a split: the same bytes, the same scene, the same
/// <c>group</c> column.</summary>
internal static class ImageGrouping
{
    public static ImageDataset Group(IReadOnlyList<(LabelRow Row, ImageFingerprint Print)> pictures, IReadOnlyList<DataProblem> problems,
        NearDuplicateOptions? nearDuplicates)
    {
        var sets = new DisjointSets(pictures.Count);
        var firstOfContent = new Dictionary<string, int>();
        var firstOfGroup = new Dictionary<string, int>();
        for (int i = 0; i < pictures.Count; i++)
        {
            if (!firstOfContent.TryAdd(pictures[i].Print.ContentHash, i)) sets.Union(firstOfContent[pictures[i].Print.ContentHash], i);
            if (pictures[i].Row.Group is { } group && !firstOfGroup.TryAdd(group, i)) sets.Union(firstOfGroup[group], i);
        }
        var pairs = new List<(int, int)>();
        if (nearDuplicates is not null)
        {
            int[] distinct = [.. firstOfContent.Values.Order()];
            foreach ((int a, int b) in NearDuplicates.FindPairs([.. distinct.Select(i => pictures[i].Print)], nearDuplicates))
            {
                pairs.Add((distinct[a], distinct[b]));
                sets.Union(distinct[a], distinct[b]);
            }
        }
        int[] numbers = sets.Number();
        return new ImageDataset([.. pictures.Select((p, i) => new ImageEntry(p.Row, p.Print, numbers[i]))], problems, pairs);
    }
}
