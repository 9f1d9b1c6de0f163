using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using BlurDetection.Diagnostics;
using BlurDetection.Models;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Diagnostics;

public sealed class DiagnosticsTests
{
    private static BlurClassifier Load(string name) =>
        BlurClassifier.Load(new MemoryStream(TestModels.PlainGraph().Metadata(ModelMetadataKeys.Name, name).ToBytes()));

    [Fact]
    public void PicturesVerdictsFailuresAndDurationsAreMeasured()
    {
        var name = Guid.NewGuid().ToString();
        var measured = new ConcurrentBag<(string Instrument, double Value, string? Tag)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == BlurDetectionDiagnostics.MeterName) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();

        using var classifier = Load(name);
        classifier.Classify(Images.Blurred());
        Assert.Throws<UnsupportedImageException>(() => classifier.Classify("text"u8));

        Assert.Contains((BlurDetectionDiagnostics.ImagesInstrument, 1, "blurred"), measured);
        Assert.Contains((BlurDetectionDiagnostics.FailuresInstrument, 1, typeof(UnsupportedImageException).FullName), measured);
        Assert.True(Assert.Single(measured, m => m.Instrument == BlurDetectionDiagnostics.DurationInstrument).Value > 0);

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = new Dictionary<string, object?>(tags.ToArray());
            if (!name.Equals(all["model"])) return; // other tests run beside this one
            measured.Add((instrument.Name, value, (string?)(all.GetValueOrDefault("verdict") ?? all.GetValueOrDefault("error.type"))));
        }
    }

    [Fact]
    public void EachClassificationIsAnActivity()
    {
        var name = Guid.NewGuid().ToString();
        var stopped = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BlurDetectionDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var root = new Activity(name).Start();
        using var classifier = Load(name);
        classifier.Classify(Images.Sharp());
        Assert.Throws<UnsupportedImageException>(() => classifier.Classify("text"u8));

        var mine = stopped.Where(activity => activity.RootId == root.RootId).OrderBy(activity => activity.StartTimeUtc).ToList();
        Assert.Equal(2, mine.Count);
        Assert.All(mine, activity => Assert.Equal(BlurDetectionDiagnostics.ClassifyActivity, activity.OperationName));
        Assert.Equal("focus", mine[0].GetTagItem("blurdetection.verdict"));
        Assert.Equal(name, mine[0].GetTagItem("blurdetection.model"));
        Assert.Equal(ActivityStatusCode.Error, mine[1].Status);
    }
}
