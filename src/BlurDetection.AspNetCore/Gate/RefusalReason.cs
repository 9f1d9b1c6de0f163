using System.Text.Json.Serialization;

namespace BlurDetection.AspNetCore.Gate;

/// <summary>Why an upload was refused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefusalReason>))]
public enum RefusalReason
{
    /// <summary>The image is blurred.</summary>
    Blurred = 0,

    /// <summary>The image holds no evidence either way.</summary>
    Indeterminate = 1,

    /// <summary>The file is not an image that can be decoded.</summary>
    UnsupportedImage = 2,

    /// <summary>The image has more pixels or bytes than the options allow.</summary>
    ImageTooLarge = 3,
}
