using System.Text.Json.Serialization;

namespace BlurDetection;

/// <summary>What kind of blur an image shows, where the model can tell.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlurKind>))]
public enum BlurKind
{
    /// <summary>The lens was focused elsewhere.</summary>
    Defocus = 0,

    /// <summary>The camera or the subject moved during the exposure.</summary>
    Motion = 1,

    /// <summary>Anything else that softens: enlargement, strong denoising, a mixture.</summary>
    Other = 2,
}
