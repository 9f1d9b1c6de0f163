using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>The kernel by which an image is made smaller.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Resampling>))]
public enum Resampling
{
    /// <summary>Exact area averaging (a box): models up to default-2026.10.</summary>
    [JsonStringEnumMemberName("area")]
    Area,

    /// <summary>Lanczos with three lobes, stretched by the ratio: passes detail up to the new limit at every ratio, so that the same
    /// image looks the same at every size.</summary>
    [JsonStringEnumMemberName("lanczos3")]
    Lanczos3,
}
