namespace BlurDetection.Training.Fitting;

/// <summary>A network's answers for a set of images.</summary>
/// <param name="Loss">Mean categorical cross-entropy, weighted by the samples' weights.</param>
/// <param name="Accuracy">Share whose most likely class is the target's, 0 to 1.</param>
/// <param name="Probabilities">Class probabilities for each image, in the order of the data.</param>
public sealed record EvaluationResult(double Loss, double Accuracy, IReadOnlyList<float[]> Probabilities);
