using BlurDetection.Queue;

namespace BlurDetection.Worker;

/// <summary>Runs the worker as long as the host; at SIGTERM what is under way is finished.</summary>
internal sealed class WorkerHost(RequestWorker worker) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.RunAsync(stoppingToken);
}
