using System.Diagnostics;
using System.Globalization;

namespace BlurDetection.Tests.Support;

/// <summary>Many classifications in a process of its own, since tests that run beside would blur the figure. Prints by how many bytes the
/// process has grown.</summary>
internal static class MemoryRun
{
    public const string Command = "measure-memory";

    public static int Run(string first, string then)
    {
        // Forty sizes, so that anything kept for each size would show.
        var pictures = Enumerable.Range(0, 40).Select(i => Images.Sharp(32 + 3 * i, 120 - 2 * i, seed: i)).ToArray();
        using var classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        Predict(first);
        var before = ResidentBytes();
        Predict(then);
        Console.WriteLine((ResidentBytes() - before).ToString(CultureInfo.InvariantCulture));
        return 0;

        void Predict(string count)
        {
            for (var i = 0; i < int.Parse(count, CultureInfo.InvariantCulture); i++) classifier.Classify(pictures[i % pictures.Length]);
        }
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
