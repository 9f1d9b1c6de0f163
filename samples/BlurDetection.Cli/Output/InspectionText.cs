using BlurDetection.Training.Data;

namespace BlurDetection.Cli.Output;

/// <summary>An inspection as aligned lines.</summary>
internal static class InspectionText
{
    private const int MostClusters = 5;

    public static void Write(TextWriter output, DataInspection inspection)
    {
        void Line(string name, string value) => output.WriteLine($"{name,-18}{value}");
        Line("pictures", $"{inspection.Blur} blur, {inspection.Focus} focus; {inspection.DistinctContents} distinct in {inspection.Groups} groups");
        foreach (var (type, count) in inspection.BlurTypes) Line($"  {type}", $"{count}");
        if (inspection.Leak is { } leak)
            Line("random split", $"{leak.RandomLeaked} of {leak.RandomHeldBack} held-back pictures would have a twin in training; by group {leak.Leaked} of {leak.HeldBack}");
        else Line("no split", inspection.SplitProblem ?? "");
        Line("rows unusable", $"{inspection.Problems.Count}");
        Line("without label", $"{inspection.Unlabelled.Count}");
        Clusters("copies", inspection.Duplicates);
        Clusters("near-duplicates", inspection.NearDuplicates);
        Clusters("two labels", inspection.Conflicts);
        Line("data SHA-256", inspection.DataHash);

        void Clusters(string name, IReadOnlyList<PictureCluster> clusters)
        {
            Line(name, $"{clusters.Count} clusters");
            foreach (var cluster in clusters.Take(MostClusters))
                Line("", $"{cluster.Files.Count} files ({cluster.Blur} blur, {cluster.Focus} focus): {string.Join(", ", cluster.Files.Take(3))}{(cluster.Files.Count > 3 ? ", ..." : "")}");
        }
    }
}
