using System.Text.Json;
using BlurDetection.Video;

namespace BlurDetection.CameraWorker.Events;

/// <summary>An event as webhooks and MQTT carry it.</summary>
internal static class EventMessage
{
    /// <summary>A JSON object: camera, event (ONVIF's name), active, time, since.</summary>
    public static string Json(string camera, CameraEvent happened) => JsonSerializer.Serialize(new
    {
        camera, @event = happened.Kind.ToString(), active = happened.IsActive, time = happened.Time, since = happened.Since,
    });
}
