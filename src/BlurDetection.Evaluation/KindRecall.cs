using System.Text.Json.Serialization;

namespace BlurDetection.Evaluation;

/// <summary>How often images of one kind were classified right.</summary>
/// <param name="Kind">The labeller's word (column <c>blur_type</c>); "focus" for focused images without one.</param>
/// <param name="Images">Images of the kind.</param>
/// <param name="Right">How many of them were classified right.</param>
public sealed record KindRecall(string Kind, [property: JsonPropertyName("images")] int Images, int Right)
{
    /// <summary>Share classified right, 0 to 1.</summary>
    public double Recall => (double)Right / Images;
}
