using BlurDetection;
using BlurDetection.AspNetCore.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class BlurDetectionHostExtensions
{
    /// <summary>Adds a check that classifies a small image, which takes some milliseconds once the model is loaded.</summary>
    /// <param name="builder">What <c>AddHealthChecks</c> returned.</param>
    /// <param name="classifier">The key of the classifier; <see langword="null"/> for the one without a name.</param>
    /// <param name="failureStatus">What a failure is reported as; <see langword="null"/> for unhealthy.</param>
    public static IHealthChecksBuilder AddBlurDetection(
        this IHealthChecksBuilder builder, string? classifier = null, HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            classifier is null ? "blurdetection" : $"blurdetection-{classifier}",
            services => new BlurDetectionHealthCheck(() => classifier is null
                ? services.GetRequiredService<IBlurClassifier>()
                : services.GetRequiredKeyedService<IBlurClassifier>(classifier)),
            failureStatus,
            tags: null));
    }
}
