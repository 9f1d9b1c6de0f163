using System.Diagnostics;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>Times two actions in turn, so that whatever else the machine does disturbs both alike.</summary>
internal static class PairedTiming
{
    /// <summary>The ratio of the medians; <paramref name="bar"/> is the most it may be.</summary>
    public static Figure Compare(string name, double? bar, Action measured, Action other, double seconds = 6) =>
        Compare(name, bar, measured, () => Time(other), seconds);

    /// <summary>The same beside something that times itself.</summary>
    public static Figure Compare(string name, double? bar, Action measured, Func<Duration> other, double seconds = 6)
    {
        for (var i = 0; i < 3; i++)
        {
            other();
            measured();
        }
        List<Duration> times = [], timesOther = [];
        var clock = Stopwatch.StartNew();
        while (times.Count < 7 || clock.Elapsed.TotalSeconds < seconds && times.Count < 301)
        {
            timesOther.Add(other());
            times.Add(Time(measured));
        }
        double wall = Median(times, time => time.Wall), wallOther = Median(timesOther, time => time.Wall), ratio = wall / wallOther;
        return new Figure
        {
            Name = name,
            Ratio = Math.Round(ratio, 3),
            Bar = bar,
            Ok = bar is null ? null : ratio <= bar,
            Unit = "ms",
            Median = Math.Round(wall, 2),
            MedianOther = Math.Round(wallOther, 2),
            CpuRatio = Math.Round(Median(times, time => time.Cpu) / Median(timesOther, time => time.Cpu), 3),
        };
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static double Median(List<Duration> times, Func<Duration, double> figure) => Median([.. times.Select(figure)]);

    private static Duration Time(Action action)
    {
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        action();
        return new Duration(Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds);
    }
}
