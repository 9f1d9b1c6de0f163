using BlurDetection.Training.Fitting;

namespace BlurDetection.Training;

/// <summary>What training on sharp images alone gave.</summary>
/// <param name="OnnxPath">The model as ONNX.</param>
/// <param name="ZipPath">The model as ML.NET's zip.</param>
/// <param name="Fit">How the training went.</param>
/// <param name="Validation">Loss and accuracy on synthesized images of the held-out sharp ones.</param>
public sealed record SharpTrainingResult(string OnnxPath, string ZipPath, FitResult Fit, EvaluationResult Validation);
