namespace BlurDetection.Video.Benchmarks;

/// <summary>A frame of a made clip.</summary>
/// <param name="Seconds">Its time.</param>
/// <param name="IsBlurred"><see langword="null"/> where it counts as neither.</param>
/// <param name="Prediction">What the model says of it.</param>
/// <param name="Scores">What each of the measures says; higher is more blurred.</param>
/// <param name="ShownBlur">How blurred it is as it was decoded, in pixels, where that makes its label.</param>
internal sealed record RankedFrame(double Seconds, bool? IsBlurred, BlurPrediction Prediction, double[] Scores, double? ShownBlur);
