using System.Diagnostics;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>Times two actions in turn, so that whatever else the machine does disturbs both alike.</summary>
internal static class PairedTiming
{
    private const int Resamples = 1000;

    /// <summary>The median of the ratios of pairs, with its 95 % interval by bootstrap; <paramref name="bar"/> is the most that the upper
    /// end may be.</summary>
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
            // Whichever is first finds the caches as the other one left them, so they take turns.
            if (times.Count % 2 == 0) timesOther.Add(other());
            times.Add(Time(measured));
            if (timesOther.Count < times.Count) timesOther.Add(other());
        }
        double[] ratios = [.. times.Zip(timesOther, (time, of) => time.Wall / of.Wall)];
        var (low, high) = Interval(ratios);
        return new Figure
        {
            Name = name,
            Ratio = Math.Round(Median([.. ratios]), 3),
            Low = Math.Round(low, 3),
            High = Math.Round(high, 3),
            Bar = bar,
            Ok = bar is null ? null : high <= bar,
            Unit = "ms",
            Median = Math.Round(Median(times, time => time.Wall), 2),
            MedianOther = Math.Round(Median(timesOther, time => time.Wall), 2),
            CpuRatio = Math.Round(Median(times, time => time.Cpu) / Median(timesOther, time => time.Cpu), 3),
        };
    }

    /// <summary>The median of the ratios of several images, with the interval that other such images would give.</summary>
    public static Figure Summary(string name, List<double> ratios)
    {
        var (low, high) = Interval([.. ratios]);
        return new Figure
        {
            Name = name,
            Ratio = Math.Round(Median([.. ratios]), 3),
            Low = Math.Round(low, 3),
            High = Math.Round(high, 3),
        };
    }

    // Percentiles of the medians of samples drawn with replacement (Efron, 1979).
    private static (double Low, double High) Interval(double[] values)
    {
        var random = new Random(1);
        List<double> medians = [];
        for (var i = 0; i < Resamples; i++) medians.Add(Median([.. values.Select(_ => values[random.Next(values.Length)])]));
        medians.Sort();
        return (medians[(int)(0.025 * Resamples)], medians[(int)(0.975 * Resamples) - 1]);
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
