namespace BlurDetection.Video;

/// <summary>A frame, or an image of a burst, that may be chosen.</summary>
internal sealed record FrameCandidate(TimeSpan Time, BlurPrediction Prediction, byte[] Thumbnail)
{
    public long? Pts { get; init; }

    /// <summary>The image's file; <see langword="null"/> for a frame of a video.</summary>
    public string? Path { get; init; }

    /// <summary>False for black, white, flat and noisy frames: nothing in them can be sharp.</summary>
    public bool IsUsable => Prediction.Verdict != BlurVerdict.Indeterminate;

    /// <summary>Grows with sharpness: the model's strength of blur, negated; for models without it the probability of focus.</summary>
    public double Sharpness => Prediction.Strength is { } strength ? -strength : 1 - Prediction.Probability;
}
