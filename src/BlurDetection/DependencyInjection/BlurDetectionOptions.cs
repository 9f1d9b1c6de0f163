using BlurDetection.Models;

namespace BlurDetection.DependencyInjection;

/// <summary>How <c>AddBlurDetection</c> makes a classifier. Binds to configuration.</summary>
public sealed class BlurDetectionOptions : BlurClassifierOptions
{
    /// <summary>An <c>.onnx</c> or <c>.zip</c>.</summary>
    /// <value>Default <see langword="null"/>: the model that the package carries.</value>
    public string? ModelPath { get; set; }

    /// <summary>Describes the file at <see cref="ModelPath"/> where it is a classifier from elsewhere.</summary>
    /// <value>Default <see langword="null"/>: BlurDetection wrote it.</value>
    public OnnxModelOptions? OnnxModel { get; set; }
}
