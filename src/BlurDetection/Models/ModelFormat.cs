using System.Text.Json.Serialization;

namespace BlurDetection.Models;

/// <summary>The form in which a model's graph takes its image.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelFormat>))]
public enum ModelFormat
{
    /// <summary>A BlurDetection graph with one image-shaped input, <c>luma</c> or <c>rgb</c>.</summary>
    Native = 0,

    /// <summary>The same graph with fixed-length inputs, as an ML.NET <c>.zip</c> holds it.</summary>
    MLNet = 1,

    /// <summary>A classifier from elsewhere, described by <see cref="OnnxModelOptions"/>.</summary>
    External = 2,
}
