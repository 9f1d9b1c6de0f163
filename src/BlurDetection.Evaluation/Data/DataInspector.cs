using BlurDetection.Evaluation.Files;
using BlurDetection.Inputs;

namespace BlurDetection.Evaluation.Data;

/// <summary>Looks at labelled images before anything is trained on them.</summary>
internal static class DataInspector
{
    public static DataInspection Inspect(ImageDataset dataset, string imagesFolder, SplitOptions? split = null,
        bool followLinks = false, CancellationToken cancellationToken = default)
    {
        split ??= new SplitOptions();
        OptionsValidation.Require(split);
        IReadOnlyList<ImageEntry> images = dataset.Images;
        ImageCluster[] copies = Clusters(images.GroupBy(p => p.ContentHash));
        (LeakReport? leak, string? problem) = TrySplit(dataset, split);
        return new DataInspection
        {
            Blur = images.Count(p => p.Label == ImageLabel.Blur),
            Focus = images.Count(p => p.Label == ImageLabel.Focus),
            DistinctContents = images.Select(p => p.ContentHash).Distinct().Count(),
            Groups = images.Select(p => p.GroupId).Distinct().Count(),
            Sizes = SizeSummary.Of(images),
            BlurTypes = images.Where(p => p.Row.BlurType is not null).GroupBy(p => p.Row.BlurType!)
                .OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
            Duplicates = copies,
            NearDuplicates = NearDuplicateClusters(dataset),
            Conflicts = [.. copies.Where(cluster => cluster.IsMixed)],
            Problems = dataset.Problems,
            Unlabelled = Unlabelled(dataset, imagesFolder, followLinks, cancellationToken),
            Leak = leak,
            SplitProblem = problem,
            DataHash = dataset.DataHash,
        };
    }

    private static ImageCluster[] Clusters(IEnumerable<IEnumerable<ImageEntry>> groups) =>
        [.. groups.Where(g => g.Skip(1).Any()).Select(ImageCluster.Of).OrderByDescending(c => c.Files.Count)];

    private static ImageCluster[] NearDuplicateClusters(ImageDataset dataset)
    {
        var sets = new DisjointSets(dataset.Images.Count);
        foreach ((int a, int b) in dataset.NearDuplicatePairs) sets.Union(a, b);
        int[] numbers = sets.Number();
        return Clusters(dataset.Images.Select((p, i) => (Image: p, Number: numbers[i])).GroupBy(pair => pair.Number, pair => pair.Image));
    }

    private static string[] Unlabelled(ImageDataset dataset, string imagesFolder, bool followLinks, CancellationToken cancellationToken)
    {
        HashSet<string> named = [.. dataset.Images.Select(p => p.Path),
            .. dataset.Problems.Where(p => p.FileName is not null).Select(p => Path.GetFullPath(Path.Combine(imagesFolder, p.FileName!)))];
        // The label file may name an image by another of its names.
        HashSet<FileIdentity> labelled = [.. named.Select(path => FileIdentity.Of(path)?.Identity).OfType<FileIdentity>()];
        return [.. ImageFiles.Below(imagesFolder, skipLocked: true, followLinks, cancellationToken)
            .Where(path => !named.Contains(Path.GetFullPath(path))
                && !(FileIdentity.Of(path) is { } status && labelled.Contains(status.Identity)))
            .Select(path => Path.GetRelativePath(imagesFolder, path))
            .Order(StringComparer.Ordinal)];
    }

    private static (LeakReport?, string?) TrySplit(ImageDataset dataset, SplitOptions split)
    {
        try
        {
            return (DataSplitter.Split(dataset, split).Leak, null);
        }
        catch (TrainingDataException error)
        {
            return (null, error.Message);
        }
    }
}
