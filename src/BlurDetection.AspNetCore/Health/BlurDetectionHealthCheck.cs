using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlurDetection.AspNetCore.Health;

/// <summary>Healthy if the model loads and classifies.</summary>
internal sealed class BlurDetectionHealthCheck(Func<IBlurClassifier> classifier) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Task.Run(() => Check(classifier()), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The classifier does not run: {error.Message}", error);
        }
    }

    private static HealthCheckResult Check(IBlurClassifier classifier)
    {
        ClassifierProbe.Run(classifier);
        return HealthCheckResult.Healthy(classifier is BlurClassifier known ? $"The model {known.Model.Name} classifies."
            : "The classifier runs.");
    }
}
