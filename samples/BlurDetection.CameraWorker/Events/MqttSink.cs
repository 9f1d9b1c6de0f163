using BlurDetection.Video;
using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Protocol;

namespace BlurDetection.CameraWorker.Events;

/// <summary>Publishes events to an MQTT broker; connects when the first one is sent, and again after the connection was lost.</summary>
internal sealed class MqttSink(IOptions<WatchOptions> options) : IDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly SemaphoreSlim _connecting = new(1, 1);

    public async Task SendAsync(string camera, CameraEvent happened, CancellationToken cancellationToken)
    {
        var broker = options.Value.Mqtt;
        if (broker.Host is null) return;
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (!_client.IsConnected)
                await _client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer(broker.Host, broker.Port).Build(),
                    cancellationToken);
        }
        finally
        {
            _connecting.Release();
        }
        var message = new MqttApplicationMessageBuilder()
            .WithTopic($"{broker.Topic}/{camera}/{happened.Kind}").WithPayload(EventMessage.Json(camera, happened))
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).WithRetainFlag().Build();
        await _client.PublishAsync(message, cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _connecting.Dispose();
    }
}
