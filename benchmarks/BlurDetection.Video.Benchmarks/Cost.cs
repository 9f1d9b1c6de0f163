using System.Diagnostics;
using System.Globalization;

namespace BlurDetection.Video.Benchmarks;

/// <summary>Seconds by the clock, and of processors, this process and its children together.</summary>
internal readonly record struct Cost(double Wall, double Processor)
{
    private const double TicksPerSecond = 100; // USER_HZ of Linux

    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        var (watch, before) = (Stopwatch.StartNew(), Used());
        await work();
        return new Cost(watch.Elapsed.TotalSeconds, Used() - before);
    }

    public static Cost Median(IEnumerable<Cost> costs)
    {
        var all = costs.ToArray();
        return new Cost(all.Select(cost => cost.Wall).Order().ElementAt(all.Length / 2),
            all.Select(cost => cost.Processor).Order().ElementAt(all.Length / 2));
    }

    // utime, stime, cutime and cstime of proc(5); the name before them is in parentheses
    private static double Used()
    {
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
