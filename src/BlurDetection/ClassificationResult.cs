using System.Diagnostics.CodeAnalysis;

namespace BlurDetection;

/// <summary>What became of one image among many.</summary>
/// <param name="Source">The image.</param>
/// <param name="Prediction">What the model says; <see langword="null"/> if the image could not be classified.</param>
/// <param name="Error">Why it could not be classified; otherwise <see langword="null"/>.</param>
public sealed record ClassificationResult(ImageSource Source, BlurPrediction? Prediction, Exception? Error)
{
    /// <summary>The time that reading, decoding and classifying took, without waiting for a free processor.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>True if the image was classified.</summary>
    [MemberNotNullWhen(true, nameof(Prediction))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Prediction is not null;
}
