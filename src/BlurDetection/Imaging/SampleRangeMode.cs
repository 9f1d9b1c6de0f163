using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>Which range of samples becomes 0..255 in images of more than 8 bits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleRangeMode>))]
public enum SampleRangeMode
{
    /// <summary>The black and white that the file states, unless they would show next to nothing; without them the smallest usual range
    /// (0..2^n-1 up to the bits that the file uses, for floats 0..1, 0..255, 0..65535) if its upper half is used, else
    /// percentiles.</summary>
    Auto,

    /// <summary>The full range of the bits that the file uses (0..1 for floats), whatever black and white it states.</summary>
    Full,

    /// <summary>The percentiles of the options, whatever the file says.</summary>
    Percentiles,
}
