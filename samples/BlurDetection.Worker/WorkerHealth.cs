using BlurDetection.Queue;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlurDetection.Worker;

/// <summary>Ready while broker and database are connected.</summary>
internal sealed class WorkerHealth(RequestWorker worker) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(worker.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The broker or the database is away."));
}
