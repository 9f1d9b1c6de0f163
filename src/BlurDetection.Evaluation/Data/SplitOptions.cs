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

    /// <summary>What is kept together.</summary>
    /// <value>Default <see cref="SplitMethod.Grouped"/>.</value>
    public SplitMethod Method { get; set; } = SplitMethod.Grouped;

    /// <summary>Whether a <c>split</c> column decides for the rows that fill it.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool RespectSplitColumn { get; set; } = true;
}
