using System.Text.Json.Serialization;

namespace BlurDetection.Models;

/// <summary>The order of three colour channels.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelOrder>))]
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb = 0,

    /// <summary>Blue, green, red: OpenCV.</summary>
    Bgr = 1,
}
