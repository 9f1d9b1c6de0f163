using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation;

/// <summary>What a model said of one labelled image.</summary>
public sealed record EvaluatedImage
{
    /// <summary>The image as the label file names it.</summary>
    public required string FileName { get; init; }

    /// <summary>The truth.</summary>
    public required ImageLabel Label { get; init; }

    /// <summary>Kind of blur in the labeller's words, if given.</summary>
    public string? BlurType { get; init; }

    /// <summary>How sure the labeller was, if given.</summary>
    public string? Confidence { get; init; }

    /// <summary>SHA-256 of the file's bytes: equal for copies.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The model's verdict.</summary>
    public required BlurVerdict Verdict { get; init; }

    /// <summary>Probability of blur, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Why the verdict is indeterminate.</summary>
    public IndeterminateReason Reason { get; init; }

    /// <summary>The kind of blur that the model names.</summary>
    public BlurKind? Kind { get; init; }

    /// <summary>The strength that the model names.</summary>
    public double? Strength { get; init; }

    /// <summary>How much evidence the model finds, 0 to 1; <see langword="null"/> where it does not tell.</summary>
    public double? Evidence { get; init; }

    /// <summary>Variance of the Laplacian on resized luma; <see langword="null"/> where it was not measured.</summary>
    public double? LaplacianVariance { get; init; }

    /// <summary>Width of the upright image in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the upright image in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>True where the verdict fits the label; an indeterminate image passes, so it is right only for a focused one.</summary>
    public bool IsRight => Verdict == BlurVerdict.Blurred == (Label == ImageLabel.Blur);
}
