using System.Diagnostics.Metrics;

namespace BlurDetection.Queue;

/// <summary>What a worker measures: the meter is "BlurDetection.Queue".</summary>
internal sealed class QueueMetrics : IDisposable
{
    public const string MeterName = "BlurDetection.Queue";
    private readonly Meter _meter = new(MeterName);

    public QueueMetrics()
    {
        Requests = _meter.CreateCounter<long>("blur_requests", "{request}", "Requests by outcome: done, error, dead_letter, redelivered.");
        Duration = _meter.CreateHistogram<double>("blur_request_duration_ms", "ms", "Milliseconds from delivery to acknowledgement.");
        UnderWay = _meter.CreateUpDownCounter<int>("blur_requests_under_way", "{request}", "Requests that are being classified.");
    }

    public Counter<long> Requests { get; }

    public Histogram<double> Duration { get; }

    public UpDownCounter<int> UnderWay { get; }

    public void Dispose() => _meter.Dispose();
}
