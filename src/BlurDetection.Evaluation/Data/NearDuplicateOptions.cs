using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Evaluation.Data;

/// <summary>When two images count as the same scene.</summary>
public sealed class NearDuplicateOptions
{
    /// <summary>Largest number of differing bits of the perceptual hash.</summary>
    /// <value>0 to 64; default 16: the blurred twin of a sharp image can be that far off. The correlation decides.</value>
    [Range(0, 64)]
    public int MaxDistance { get; set; } = 16;

    /// <summary>Smallest correlation of the two 32x32 thumbnails.</summary>
    /// <value>0 to 1; default 0.93: of photographs blurred by a hundredth of their width, 19 in 20 still pass with their sharp twin, and
    /// other scenes of the same kind do not.</value>
    [Range(0d, 1d)]
    public double MinCorrelation { get; set; } = 0.93;
}
