namespace BlurDetection.Evaluation.Data;

/// <summary>Divides images into training and validation: by group, stratified by label, seeded.</summary>
internal static class DataSplitter
{
    public static DataSplit Split(ImageDataset dataset, SplitOptions? options = null)
    {
        options ??= new SplitOptions();
        OptionsValidation.Require(options);
        return Split(dataset.Images, options);
    }

    internal static DataSplit Split(IReadOnlyList<ImageEntry> all, SplitOptions options)
    {
        var parts = new DataPart[all.Count];
        if (options.RespectSplitColumn)
            for (int i = 0; i < parts.Length; i++) parts[i] = all[i].Row.Part ?? DataPart.Training;
        if (!parts.Contains(DataPart.Validation))
        {
            int[] open = [.. Enumerable.Range(0, all.Count).Where(i => parts[i] == DataPart.Training)];
            foreach (int i in Draw(all, open, options, options.ByGroup)) parts[i] = DataPart.Validation;
        }

        ImageEntry[] Part(DataPart part) => [.. all.Where((_, i) => parts[i] == part)];
        ImageEntry[] training = Part(DataPart.Training), validation = Part(DataPart.Validation);
        Require(training, "training");
        Require(validation, "validation");
        return new DataSplit(training, validation, Part(DataPart.Test), Leaks(all, parts, options));
    }

    private static List<int> Draw(IReadOnlyList<ImageEntry> all, int[] open, SplitOptions options, bool byGroup)
    {
        int[][] units = !byGroup
            ? [.. open.Select(i => new[] { i })]
            : [.. open.GroupBy(i => all[i].GroupId).Select(g => g.ToArray())];
        return StratifiedDraw.Take(units, i => (int)all[i].Label, options.ValidationFraction, options.Seed);
    }

    private static LeakReport Leaks(IReadOnlyList<ImageEntry> all, DataPart[] parts, SplitOptions options)
    {
        bool[] held = [.. parts.Select(part => part != DataPart.Training)];
        var random = new bool[all.Count];
        foreach (int i in Draw(all, [.. Enumerable.Range(0, all.Count)], options, byGroup: false)) random[i] = true;
        return new LeakReport
        {
            Images = all.Count,
            DistinctContents = all.Select(p => p.ContentHash).Distinct().Count(),
            Groups = all.Select(p => p.GroupId).Distinct().Count(),
            HoldOut = held.Count(h => h),
            Leaked = Leaked(all, held, p => p.GroupId),
            RandomHoldOut = random.Count(h => h),
            RandomLeaked = Leaked(all, random, p => p.GroupId),
            RandomLeakedCopies = Leaked(all, random, p => p.ContentHash),
        };
    }

    private static int Leaked<T>(IReadOnlyList<ImageEntry> all, bool[] held, Func<ImageEntry, T> key)
    {
        HashSet<T> trained = [.. all.Where((_, i) => !held[i]).Select(key)];
        return all.Where((_, i) => held[i]).Count(image => trained.Contains(key(image)));
    }

    private static void Require(ImageEntry[] part, string name)
    {
        foreach (ImageLabel label in Enum.GetValues<ImageLabel>())
            if (!part.Any(image => image.Label == label))
                throw new TrainingDataException(
                    $"No image labelled {(int)label} ({label.ToString().ToLowerInvariant()}) is left for {name}: "
                    + "each label needs at least two groups of images that are not copies of each other.");
    }
}
