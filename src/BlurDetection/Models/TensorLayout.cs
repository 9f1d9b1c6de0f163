using System.Text.Json.Serialization;

namespace BlurDetection.Models;

/// <summary>The order of an image tensor's dimensions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TensorLayout>))]
public enum TensorLayout
{
    /// <summary>Batch, channels, height, width: torch.</summary>
    Nchw = 0,

    /// <summary>Batch, height, width, channels: TensorFlow.</summary>
    Nhwc = 1,
}
