using System.Globalization;

namespace BlurDetection.Benchmarks.TrainingStep;

/// <summary>Times each way of computing convolutions beside the plain one, turn about, and prints the ratios as a table.</summary>
internal static class CureComparison
{
    internal const int DefaultRounds = 11;

    internal static readonly IReadOnlyList<string> Networks = ["notebook", "default", "odd"];

    // "plain" again shows what the machine's own unrest amounts to.
    private static readonly string[] Cures = ["plain", "padded", "sse41", "nomkldnn"];

    internal static int Run(int rounds, IReadOnlyList<string> networks)
    {
        Console.WriteLine($"{Processor()}, one thread, {rounds} rounds.");
        Console.WriteLine("Processor time of a training step as a ratio to `plain`: median, with an interval of 95 %.\n");
        Console.WriteLine($"| network | {string.Join(" | ", Cures.Select(c => $"`{c}`"))} |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", Cures.Length))}");
        foreach (var network in networks) Console.WriteLine($"| {network} | {string.Join(" | ", Row(network, rounds))} |");
        return 0;
    }

    private static IEnumerable<string> Row(string network, int rounds)
    {
        using var plain = new CureProcess("plain", network);
        var cures = Cures.Select(cure => (Process: new CureProcess(cure, network), Ratios: new List<double?>())).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (process, ratios) in round % 2 == 0 ? cures : cures.AsEnumerable().Reverse())
            {
                // The order within a pair alternates, too.
                var (first, second) = round / 2 % 2 == 0 ? (process, plain) : (plain, process);
                var (a, b) = (first.Seconds(), second.Seconds());
                ratios.Add(first == process ? a / b : b / a);
            }
        }
        foreach (var (process, _) in cures) process.Dispose();
        return cures.Select(cure => Describe(cure.Ratios));
    }

    private static string Describe(IReadOnlyList<double?> ratios)
    {
        var sorted = ratios.OfType<double>().Order().ToArray();
        if (sorted.Length < ratios.Count) return "diverged";
        var outside = Outside(sorted.Length);
        return string.Create(CultureInfo.InvariantCulture,
            $"{sorted[sorted.Length / 2]:F2} ({sorted[outside]:F2} to {sorted[^(outside + 1)]:F2})");
    }

    /// <summary>How many values the interval of the median leaves out at each end: as a fair coin does with 2.5 % or less.</summary>
    private static int Outside(int count)
    {
        var (outside, term, sum) = (0, Math.Pow(0.5, count), Math.Pow(0.5, count));
        while (sum <= 0.025 && outside < count / 2)
        {
            outside++;
            term *= (count - outside + 1.0) / outside;
            sum += term;
        }
        return Math.Max(outside - 1, 0);
    }

    private static string Processor()
    {
        if (!File.Exists("/proc/cpuinfo")) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        var lines = File.ReadLines("/proc/cpuinfo").Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim());
        string First(string key) => lines[key].FirstOrDefault() ?? "?";
        return $"{First("model name")} family {First("cpu family")} model {First("model")}";
    }
}
