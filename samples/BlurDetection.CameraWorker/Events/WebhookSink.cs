using System.Text;
using BlurDetection.Video;
using Microsoft.Extensions.Options;

namespace BlurDetection.CameraWorker.Events;

/// <summary>Posts events to a webhook.</summary>
internal sealed class WebhookSink(HttpClient client, IOptions<WatchOptions> options)
{
    public async Task SendAsync(string camera, CameraEvent happened, CancellationToken cancellationToken)
    {
        if (options.Value.Webhook is not { } address) return;
        using var content = new StringContent(EventMessage.Json(camera, happened), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(address, content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
