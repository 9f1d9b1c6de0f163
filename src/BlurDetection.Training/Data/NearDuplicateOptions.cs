using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Training.Data;

/// <summary>When two pictures count as the same scene.</summary>
public sealed class NearDuplicateOptions
{
    /// <summary>Largest number of differing bits of the perceptual hash.</summary>
    /// <value>0 to 7; default 6.</value>
    [Range(0, 7)]
    public int MaxDistance { get; set; } = 6;

    /// <summary>Smallest correlation of the two 32x32 thumbnails.</summary>
    /// <value>0 to 1; default 0.97: another frame of the same scene passes, another scene of the same kind does not.</value>
    [Range(0d, 1d)]
    public double MinCorrelation { get; set; } = 0.97;
}
