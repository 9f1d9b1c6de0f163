using BlurDetection.AspNetCore.Health;
using Microsoft.Extensions.Hosting;

namespace BlurDetection.AspNetCore.WarmUp;

/// <summary>Loads a model and runs it once before the host takes requests.</summary>
internal sealed class WarmUpService(Func<IBlurClassifier> classifier) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(() => ClassifierProbe.Run(classifier()), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
