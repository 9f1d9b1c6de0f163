using System.Diagnostics;

namespace BlurDetection.Training;

/// <summary>Adds up how long each stage takes.</summary>
internal sealed class StageClock
{
    private readonly Dictionary<string, double> _seconds = [];

    /// <summary>Seconds by stage, in the order in which they began.</summary>
    public IReadOnlyDictionary<string, double> Times => _seconds;

    public T Measure<T>(string stage, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        T result = work();
        _seconds[stage] = _seconds.GetValueOrDefault(stage) + Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result;
    }
}
