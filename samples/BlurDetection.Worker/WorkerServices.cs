using BlurDetection.DependencyInjection;
using BlurDetection.Queue;
using BlurDetection.Scanning;
using BlurDetection.Scanning.Sources;
using Microsoft.Extensions.Options;

namespace BlurDetection.Worker;

/// <summary>Puts a worker into a host.</summary>
internal static class WorkerServices
{
    /// <summary>Long enough for the images under way at SIGTERM.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(60);

    public static void AddBlurWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddBlurDetection(options =>
        {
            configuration.GetSection("BlurDetection").Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            options.Map = false;
        });
        services.AddOptions<QueueOptions>()
            .Configure(options => configuration.GetSection("Queue").Bind(options, binder => binder.ErrorOnUnknownConfiguration = true))
            .ValidateDataAnnotations()
            .Validate(options => !string.IsNullOrEmpty(options.Database), "Queue:Database is not set: results need a database.")
            .ValidateOnStart();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = Drain);
        services.AddSingleton(provider => new ImageAddresses(
            new HttpOptions { MaxBytes = provider.GetRequiredService<IOptions<QueueOptions>>().Value.MaxImageBytes },
            S3Options.FromEnvironment()));
        services.AddSingleton(provider =>
        {
            var classifier = (BlurClassifier)provider.GetRequiredService<IBlurClassifier>();
            return new RequestWorker(
                classifier, classifier.Identity, provider.GetRequiredService<ImageAddresses>(),
                provider.GetRequiredService<IOptions<QueueOptions>>().Value, provider.GetRequiredService<ILogger<RequestWorker>>());
        });
        services.AddHostedService<WorkerHost>();
        services.AddHealthChecks().AddCheck<WorkerHealth>("worker");
    }
}
