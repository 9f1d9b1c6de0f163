namespace BlurDetection.CameraWorker;

/// <summary>One camera.</summary>
internal sealed class CameraOptions
{
    /// <summary>Names the camera in events, metrics and files.</summary>
    public string Name { get; set; } = "";

    /// <summary>An address (rtsp, http), or a file.</summary>
    public string Source { get; set; } = "";

    /// <summary>The time between two frames that are looked at.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);
}
