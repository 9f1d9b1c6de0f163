using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BlurDetection.Video;

namespace BlurDetection.CameraWorker.Metrics;

/// <summary>The worker's instruments.</summary>
internal sealed class CameraMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "BlurDetection.CameraWorker";

    private readonly Meter _meter;
    private readonly Counter<long> _frames, _events;
    private readonly Histogram<double> _strength;
    private readonly ConcurrentDictionary<(string Camera, CameraEventKind Kind), bool> _active = new();

    public CameraMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _frames = _meter.CreateCounter<long>("camera.frames", "{frame}", "Frames looked at.");
        _events = _meter.CreateCounter<long>("camera.events", "{event}", "Conditions that began.");
        _strength = _meter.CreateHistogram<double>("camera.blur_strength", "{octave}", "The strength of blur of each frame.");
        _meter.CreateObservableGauge("camera.condition", Active, "{condition}", "1 while a condition holds.");
    }

    public void Frame(string camera, BlurPrediction prediction)
    {
        _frames.Add(1, new("camera", camera), new("verdict", prediction.Verdict.ToString().ToLowerInvariant()));
        if (prediction.Strength is { } strength) _strength.Record(strength, new KeyValuePair<string, object?>("camera", camera));
    }

    public void Event(string camera, CameraEvent happened)
    {
        _active[(camera, happened.Kind)] = happened.IsActive;
        if (happened.IsActive) _events.Add(1, new("camera", camera), new("event", happened.Kind.ToString()));
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Active() =>
        _active.Select(pair =>
            new Measurement<int>(pair.Value ? 1 : 0, new("camera", pair.Key.Camera), new("event", pair.Key.Kind.ToString())));
}
