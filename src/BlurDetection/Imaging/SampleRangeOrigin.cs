using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>How the range of a file's samples was chosen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleRangeOrigin>))]
public enum SampleRangeOrigin
{
    /// <summary>The whole range of the sample type, or a usual one of floats (0..1, 0..255, 0..65535) that the samples fill.</summary>
    Full,

    /// <summary>The file says so: bits stored, smallest and largest sample, a display window.</summary>
    Metadata,

    /// <summary>Percentiles of the samples.</summary>
    Percentiles,

    /// <summary>The caller's <see cref="SampleRangeOptions.Window"/>.</summary>
    Window,
}
