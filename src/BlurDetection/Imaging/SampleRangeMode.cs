using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>Which range of samples becomes 0..255 in images of more than 8 bits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleRangeMode>))]
public enum SampleRangeMode
{
    /// <summary>The file's own metadata; without it the smallest usual range (0..2^n-1, for floats 0..1, 0..255, 0..65535) if its upper
    /// half is used, else percentiles.</summary>
    Auto,

    /// <summary>The full range of the sample type (0..1 for floats), whatever the file says.</summary>
    Full,

    /// <summary>The percentiles of the options, whatever the file says.</summary>
    Percentiles,
}
