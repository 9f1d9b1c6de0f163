using System.Text.Json.Serialization;

namespace BlurDetection;

/// <summary>How readily an image is called blurred. Each level stands for a false-alarm rate that was measured when the
/// model was trained.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlurSensitivity>))]
public enum BlurSensitivity
{
    /// <summary>Few false alarms: only images that are blurred beyond doubt.</summary>
    Low = 0,

    /// <summary>The balance that the model was trained for.</summary>
    Medium = 1,

    /// <summary>Few misses: slight blur counts too, at the price of more false alarms.</summary>
    High = 2,
}
