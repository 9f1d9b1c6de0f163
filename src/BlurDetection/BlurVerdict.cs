using System.Text.Json.Serialization;

namespace BlurDetection;

/// <summary>The answer to "is this image blurry?".</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlurVerdict>))]
public enum BlurVerdict
{
    /// <summary>The main subject is in focus.</summary>
    Focus = 0,

    /// <summary>The image is blurred.</summary>
    Blurred = 1,

    /// <summary>The image holds no evidence either way (a bare wall, a clear sky, a black frame, pure noise).</summary>
    Indeterminate = 2,
}
