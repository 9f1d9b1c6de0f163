using System.Diagnostics;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>How much faster <c>ClassifyManyAsync</c> on two processors classifies a folder than one thread that
/// classifies file after file.</summary>
internal static class FolderThroughput
{
    private const int Images = 48;
    private const int Rounds = 7;

    public static Figure Measure(string? model)
    {
        using var classifier = BenchmarkModel.Load(model);
        var folder = Enumerable.Repeat(BenchmarkImages.Path("2", "jpg"), Images).ToArray();
        ClassifyOneByOne(classifier, folder);
        ClassifyTwoAtATime(classifier, folder);
        var (one, two) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            one.Add(ClassifyOneByOne(classifier, folder));
            two.Add(ClassifyTwoAtATime(classifier, folder));
        }
        var (medianOne, medianTwo) = (PairedTiming.Median(one), PairedTiming.Median(two));
        return new Figure
        {
            Name = "folder: two threads to one, throughput",
            Ratio = Math.Round(medianOne / medianTwo, 3),
            Bar = 1.85,
            Ok = medianOne / medianTwo >= 1.85,
            Unit = "ms a picture",
            Median = Math.Round(medianTwo, 2),
            MedianOther = Math.Round(medianOne, 2),
        };
    }

    private static double ClassifyOneByOne(BlurClassifier classifier, string[] folder)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var path in folder) classifier.Classify(path);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / folder.Length;
    }

    private static double ClassifyTwoAtATime(BlurClassifier classifier, string[] folder)
    {
        var start = Stopwatch.GetTimestamp();
        ClassifyAll().GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / folder.Length;

        async Task ClassifyAll()
        {
            await foreach (var result in classifier.ClassifyManyAsync(folder.Select(ImageSource.FromFile), parallelism: 2))
                if (result.Error is not null) throw result.Error;
        }
    }
}
