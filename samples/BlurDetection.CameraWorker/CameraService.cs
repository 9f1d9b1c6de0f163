using BlurDetection.CameraWorker.Events;
using BlurDetection.CameraWorker.Metrics;
using BlurDetection.Video;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlurDetection.CameraWorker;

/// <summary>Watches all cameras, each on its own; one that fails does not stop the others.</summary>
internal sealed partial class CameraService(
    IOptions<WatchOptions> options, IBlurClassifier classifier, EventDispatcher dispatcher, CameraMetrics metrics,
    ILogger<CameraService> logger) : BackgroundService
{
    private static readonly TimeSpan SavingInterval = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.Cameras.Select(camera => Task.Run(() => WatchAsync(camera, stoppingToken), stoppingToken)));

    private async Task WatchAsync(CameraOptions camera, CancellationToken stoppingToken)
    {
        var file = Path.Combine(options.Value.StateFolder, camera.Name + ".json");
        var monitor = Load(camera, file);
        var saved = DateTimeOffset.MinValue;
        var watcher = new CameraWatcher(monitor, camera.Source, new() { Reading = new() { Sampling = FrameSampling.Every(camera.Every) } })
        {
            Observed = time =>
            {
                metrics.Frame(camera.Name, monitor.LastPrediction!);
                if (saved == DateTimeOffset.MinValue) saved = time;
                if (time - saved < SavingInterval) return;
                monitor.Save(file);
                saved = time;
            },
        };
        try
        {
            await foreach (var happened in watcher.WatchAsync(stoppingToken))
            {
                Happened(camera.Name, happened.Kind, happened.IsActive ? "begins" : "ends", watcher.LastError);
                metrics.Event(camera.Name, happened);
                await dispatcher.SendAsync(camera.Name, happened, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
        catch (Exception e)
        {
            Failed(camera.Name, e);
        }
        if (watcher.Frames > 0) monitor.Save(file);
    }

    private CameraMonitor Load(CameraOptions camera, string file)
    {
        var settings = new CameraMonitorOptions { BeginDelay = options.Value.Delay, EndDelay = options.Value.Delay };
        try
        {
            if (File.Exists(file)) return CameraMonitor.Load(file, classifier, settings);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            StateLost(camera.Name, e.Message);
        }
        return new CameraMonitor(classifier, settings);
    }

    [LoggerMessage(LogLevel.Warning, "{Camera}: {Kind} {Change}. {Error}")]
    private partial void Happened(string camera, CameraEventKind kind, string change, string? error);

    [LoggerMessage(LogLevel.Error, "{Camera} is not watched any more.")]
    private partial void Failed(string camera, Exception error);

    [LoggerMessage(LogLevel.Warning, "{Camera} learns again: {Reason}")]
    private partial void StateLost(string camera, string reason);
}
