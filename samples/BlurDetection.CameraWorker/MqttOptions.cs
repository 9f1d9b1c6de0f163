namespace BlurDetection.CameraWorker;

/// <summary>An MQTT broker.</summary>
internal sealed class MqttOptions
{
    /// <summary>The broker's name or address; <see langword="null"/> for none.</summary>
    public string? Host { get; set; }

    /// <summary>The broker's port.</summary>
    public int Port { get; set; } = 1883;

    /// <summary>Events go to TOPIC/CAMERA/EVENT, retained, so that who subscribes later knows the state.</summary>
    public string Topic { get; set; } = "cameras";
}
