using System.Text.Json.Serialization;

namespace BlurDetection;

/// <summary>Why a verdict is <see cref="BlurVerdict.Indeterminate"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IndeterminateReason>))]
public enum IndeterminateReason
{
    /// <summary>The verdict is not indeterminate.</summary>
    None = 0,

    /// <summary>Nearly every pixel is black.</summary>
    TooDark = 1,

    /// <summary>Nearly every pixel is white.</summary>
    Overexposed = 2,

    /// <summary>One even tone, or a smooth gradient: no edge, no texture.</summary>
    Flat = 3,

    /// <summary>The variation there is looks like noise, not like a scene.</summary>
    Noise = 4,

    /// <summary>The model finds too little structure to classify.</summary>
    TooLittleDetail = 5,
}
