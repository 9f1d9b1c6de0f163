namespace BlurDetection.Cli.Images;

/// <summary>What became of one image.</summary>
/// <param name="Name">Its name as shown.</param>
/// <param name="Prediction">The verdict; <see langword="null"/> if it could not be classified.</param>
/// <param name="Error">Why not; otherwise <see langword="null"/>.</param>
/// <param name="Milliseconds">Reading, decoding and classifying together.</param>
internal sealed record Classification(string Name, BlurPrediction? Prediction, string? Error, double Milliseconds);
