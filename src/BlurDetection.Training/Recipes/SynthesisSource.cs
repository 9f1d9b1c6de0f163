using System.ComponentModel.DataAnnotations;
using BlurDetection.Synthesis;

namespace BlurDetection.Training;

/// <summary>What a recipe synthesizes from sharp images.</summary>
public sealed record SynthesisSource
{
    /// <summary>Synthesized images in an epoch where there are no labelled ones.</summary>
    /// <value>At least 1; default 4000.</value>
    [Range(1, int.MaxValue)]
    public int ImagesPerEpoch { get; init; } = 4000;

    /// <summary>Synthesized images to validate each epoch on where there are no labelled ones, from sharp images that are
    /// held out (one in 16).</summary>
    /// <value>At least 1; default 400.</value>
    [Range(1, int.MaxValue)]
    public int ValidationImages { get; init; } = 400;

    /// <summary>Sizes of the images, for networks that take any.</summary>
    /// <value>At least one; default 640x480 alone.</value>
    [Required, MinLength(1)]
    public IReadOnlyList<SynthesizedSize> Sizes { get; init; } = [new(640, 480, 1)];

    /// <summary>What is done to the sharp images.</summary>
    [Required]
    public SynthesisOptions Options { get; init; } = new();

    /// <summary>Share of the scenes that are rendered instead of cut from a sharp image: shapes, pages, lamps, facades,
    /// specimens.</summary>
    /// <value>0 to 1; default 0.</value>
    [Range(0d, 1d)]
    public double RenderedShare { get; init; }
}
