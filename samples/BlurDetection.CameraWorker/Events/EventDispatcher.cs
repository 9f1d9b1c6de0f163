using BlurDetection.Video;
using Microsoft.Extensions.Logging;

namespace BlurDetection.CameraWorker.Events;

/// <summary>Sends events to every sink; one that cannot be reached is logged, and keeps nobody else waiting for long.</summary>
internal sealed partial class EventDispatcher(WebhookSink webhook, MqttSink mqtt, ILogger<EventDispatcher> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task SendAsync(string camera, CameraEvent happened, CancellationToken cancellationToken)
    {
        await TryAsync("webhook", token => webhook.SendAsync(camera, happened, token), cancellationToken);
        await TryAsync("MQTT", token => mqtt.SendAsync(camera, happened, token), cancellationToken);
    }

    private async Task TryAsync(string sink, Func<CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            await send(timeout.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            NotSent(sink, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "An event could not be sent by {Sink}: {Reason}")]
    private partial void NotSent(string sink, string reason);
}
