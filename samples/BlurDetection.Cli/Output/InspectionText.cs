using System.Globalization;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Cli.Output;

/// <summary>An inspection as aligned lines.</summary>
internal static class InspectionText
{
    private const int MostClusters = 5;

    public static void Write(TextWriter output, DataInspection inspection)
    {
        void Line(string name, string value) => output.WriteLine($"{PlainText.Of(name),-18}{PlainText.Of(value)}");
        Line("images", $"{inspection.Blur} blur, {inspection.Focus} focus; {inspection.DistinctContents} distinct in " +
            $"{Count(inspection.Groups, "group")}");
        foreach (var (type, count) in inspection.BlurTypes) Line($"  {type}", $"{count}");
        if (inspection.Sizes is { } sizes)
            Line("sizes", string.Create(CultureInfo.InvariantCulture,
                $"{sizes.SmallestWidth} x {sizes.SmallestHeight} to {sizes.LargestWidth} x {sizes.LargestHeight}, half above " +
                    $"{sizes.MedianMegapixels:0.##} megapixels"));
        if (inspection.Leak is { } leak)
            Line("random split", $"{leak.RandomLeaked} of {leak.RandomHoldOut} hold-out images would have a twin in training; by group " +
                $"{leak.Leaked} of {leak.HoldOut}");
        else Line("no split", inspection.SplitProblem ?? "");
        Line("rows unusable", Problems(inspection.Problems));
        Line("without label", $"{inspection.Unlabelled.Count}");
        Clusters("copies", inspection.Duplicates);
        Clusters("near-duplicates", inspection.NearDuplicates);
        Clusters("two labels", inspection.Conflicts);
        Line("data SHA-256", inspection.DataHash);

        void Clusters(string name, IReadOnlyList<ImageCluster> clusters)
        {
            Line(name, Count(clusters.Count, "cluster"));
            foreach (var cluster in clusters.Take(MostClusters))
                Line("", $"{Count(cluster.Files.Count, "file")} ({cluster.Blur} blur, {cluster.Focus} focus): " +
                    $"{string.Join(", ", cluster.Files.Take(3))}{(cluster.Files.Count > 3 ? ", ..." : "")}");
            if (clusters.Count > MostClusters) Line("", $"and {clusters.Count - MostClusters} more");
        }
    }

    private static string Problems(IReadOnlyList<DataProblem> problems)
    {
        int unreadable = problems.Count(p => p.Kind == DataProblemKind.UnreadableImage),
            missing = problems.Count(p => p.Kind == DataProblemKind.MissingImage);
        return problems.Count == 0 ? "0"
            : $"{problems.Count}: {unreadable} unreadable, {missing} missing, {problems.Count - unreadable - missing} malformed";
    }

    private static string Count(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";
}
