using BlurDetection.Models;
using Microsoft.Extensions.Options;

namespace BlurDetection.DependencyInjection;

/// <summary>How <c>AddBlurDetection</c> makes a classifier. Binds to configuration.</summary>
/// <remarks>
/// A region or mask is a section with the members of <see cref="ImageRegion"/>: <c>{ "Left": 0, "Top": 0.9,
/// "Width": 1, "Height": 0.1 }</c>.
/// .NET's binder passes over keys that it does not know and entries of a list that it cannot read; with
/// <c>ErrorOnUnknownConfiguration</c> it throws instead.
/// </remarks>
/// <example><code>
/// var section = builder.Configuration.GetSection("BlurDetection");
/// builder.Services.AddBlurDetection(options => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true));
/// </code></example>
public sealed class BlurDetectionOptions : BlurClassifierOptions, ICheckedOptions
{
    /// <summary>An <c>.onnx</c> or <c>.zip</c>.</summary>
    /// <value>Default <see langword="null"/>: the model that the package carries.</value>
    public string? ModelPath { get; set; }

    /// <summary>Describes the file at <see cref="ModelPath"/> where it is a classifier from elsewhere.</summary>
    /// <value>Default <see langword="null"/>: BlurDetection wrote it.</value>
    [ValidateObjectMembers(typeof(OnnxModelOptionsValidator))]
    public OnnxModelOptions? OnnxModel { get; set; }

    ValidateOptionsResult ICheckedOptions.Check() => new BlurDetectionOptionsValidator().Validate(null, this);
}
