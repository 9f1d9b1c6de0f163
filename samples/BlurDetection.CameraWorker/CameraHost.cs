using BlurDetection.CameraWorker.Events;
using BlurDetection.CameraWorker.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;

namespace BlurDetection.CameraWorker;

/// <summary>Puts the worker together.</summary>
internal static class CameraHost
{
    /// <summary>Creates the host: configuration from appsettings.json, the environment and arguments, in this order.</summary>
    /// <param name="args">Arguments, as <c>--Watch:Cameras:0:Source=rtsp://...</c>.</param>
    /// <param name="configure">Further changes.</param>
    public static IHost Create(string[] args, Action<HostApplicationBuilder>? configure = null)
    {
        var builder =
            Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddOptions<WatchOptions>()
            .BindConfiguration("Watch", binder => binder.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddBlurDetection(options => options.Map = false);
        builder.Services.AddHttpClient<WebhookSink>();
        builder.Services.AddSingleton<CameraMetrics>();
        builder.Services.AddSingleton<MqttSink>();
        builder.Services.AddSingleton<EventDispatcher>();
        builder.Services.AddHostedService<CameraService>();
        // The exporter's endpoint and interval come from OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_METRIC_EXPORT_INTERVAL.
        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
            metrics.AddMeter(CameraMetrics.MeterName, Diagnostics.BlurDetectionDiagnostics.MeterName).AddOtlpExporter());
        configure?.Invoke(builder);
        return builder.Build();
    }
}
