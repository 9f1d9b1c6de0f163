using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>How the range of a file's samples was chosen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleRangeOrigin>))]
public enum SampleRangeOrigin
{
    /// <summary>The whole range of the sample type, or a usual one that the samples fill: 0..2^n-1 for integers (12 bits in a file of 16),
    /// 0..1, 0..255 or 0..65535 for floats.</summary>
    Full,

    /// <summary>The file says so: smallest and largest sample, a display window, samples of 8 bits or less in larger ones.</summary>
    Metadata,

    /// <summary>Percentiles of the samples.</summary>
    Percentiles,

    /// <summary>The caller's <see cref="SampleRangeOptions.Window"/>.</summary>
    Window,
}
