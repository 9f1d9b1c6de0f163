using BlurDetection.Benchmarks.Alternatives;
using OpenCvSharp;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>The time from bytes to verdict for JPEGs of one's own, beside OpenCV's: rendered scenes are one picture, of one
/// content.</summary>
internal static class FolderRun
{
    private const int MostImages = 60;
    private const double SecondsEach = 0.4;

    public static int Run(string folder)
    {
        Cv2.SetNumThreads(1);
        string[] all = [.. Directory.EnumerateFiles(folder, "*.jp*g", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        if (all.Length == 0)
        {
            Console.Error.WriteLine($"There is no JPEG in '{folder}'.");
            return 2;
        }
        var count = Math.Min(MostImages, all.Length);
        string[] files = [.. Enumerable.Range(0, count).Select(i => all[i * all.Length / count])];
        using var classifier = BenchmarkModel.Load(null);
        List<double> full = [], reduced = [];
        foreach (byte[] bytes in files.Select(File.ReadAllBytes))
        {
            var prediction = classifier.Classify(bytes);
            full.Add(Ratio(() => OpenCvLaplacian.Full(bytes)));
            reduced.Add(Ratio(() => OpenCvLaplacian.Reduced(bytes, Math.Max(prediction.Width, prediction.Height))));

            double Ratio(Action other) =>
                PairedTiming.Compare("", null, () => classifier.Classify(bytes), other, SecondsEach).Ratio!.Value;
        }
        PairedTiming.Summary($"{files.Length} JPEGs, to OpenCV full grey + Laplacian", full).Print();
        PairedTiming.Summary($"{files.Length} JPEGs, to OpenCV reduced grey + Laplacian", reduced).Print();
        return 0;
    }
}
