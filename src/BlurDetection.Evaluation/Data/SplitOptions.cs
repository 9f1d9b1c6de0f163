using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Evaluation.Data;

/// <summary>How images are divided into training and validation.</summary>
public sealed class SplitOptions
{
    /// <summary>Share of each class that goes to validation, as near as whole groups allow.</summary>
    /// <value>Above 0 and below 1; default 0.1.</value>
    [Range(0d, 1d, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>Seed of the draw; the same seed and images give the same parts.</summary>
    /// <value>Default 42.</value>
    public int Seed { get; set; } = 42;

    /// <summary>Whether copies, near-duplicates and images of one <c>group</c> stay on one side of the split.</summary>
    /// <value>Default <see langword="true"/>. Otherwise each image is drawn by itself, so copies can stand on both sides: only to show what
    /// that claims.</value>
    public bool ByGroup { get; set; } = true;

    /// <summary>Whether a <c>split</c> column decides for the rows that fill it.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool RespectSplitColumn { get; set; } = true;
}
