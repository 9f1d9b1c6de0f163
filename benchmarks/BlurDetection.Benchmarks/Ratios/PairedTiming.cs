using System.Diagnostics;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>Times two actions in turn, so that whatever else the machine does disturbs both alike.</summary>
internal static class PairedTiming
{
    /// <summary>The ratio of the medians; <paramref name="bar"/> is the most it may be.</summary>
    public static Figure Compare(string name, double? bar, Action measured, Action other, double seconds = 6)
    {
        for (var i = 0; i < 3; i++)
        {
            other();
            measured();
        }
        var (wall, wallOther, cpu, cpuOther) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var clock = Stopwatch.StartNew();
        while (wall.Count < 7 || clock.Elapsed.TotalSeconds < seconds && wall.Count < 301)
        {
            Time(other, wallOther, cpuOther);
            Time(measured, wall, cpu);
        }
        var ratio = Median(wall) / Median(wallOther);
        return new Figure
        {
            Name = name,
            Ratio = Math.Round(ratio, 3),
            Bar = bar,
            Ok = bar is null ? null : ratio <= bar,
            Unit = "ms",
            Median = Math.Round(Median(wall), 2),
            MedianOther = Math.Round(Median(wallOther), 2),
            CpuRatio = Math.Round(Median(cpu) / Median(cpuOther), 3),
        };
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Time(Action action, List<double> wall, List<double> cpu)
    {
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        action();
        wall.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        cpu.Add((Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds);
    }
}
