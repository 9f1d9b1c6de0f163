using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>Which range of samples becomes 0..255 in images of more than 8 bits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleRangeMode>))]
public enum SampleRangeMode
{
    /// <summary>The file's own metadata; without it the full range where the samples fill at least half of it, else percentiles.</summary>
    Auto,

    /// <summary>The full range of the sample type (0..1 for floats), whatever the file says.</summary>
    Full,

    /// <summary>The percentiles of the options, whatever the file says.</summary>
    Percentiles,
}
