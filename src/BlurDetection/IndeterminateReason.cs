using System.Text.Json.Serialization;

namespace BlurDetection;

/// <summary>Why a verdict is <see cref="BlurVerdict.Indeterminate"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IndeterminateReason>))]
public enum IndeterminateReason
{
    /// <summary>The verdict is not indeterminate.</summary>
    None = 0,

    /// <summary>Nearly every pixel is black, and nothing stands out of it.</summary>
    TooDark = 1,

    /// <summary>The light was cut off: nearly every pixel is white, most stand at the end of the range, and what is left of a scene lies
    /// just below. White paper is not overexposed.</summary>
    Overexposed = 2,

    /// <summary>One even tone, white included, or a smooth gradient: no edge, no texture.</summary>
    Flat = 3,

    /// <summary>The variation there is looks like noise all over the image, not like a scene.</summary>
    Noise = 4,

    /// <summary>The model finds too little structure to classify.</summary>
    TooLittleDetail = 5,
}
