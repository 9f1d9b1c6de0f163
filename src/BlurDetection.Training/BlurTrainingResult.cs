using BlurDetection.Training.Reporting;

namespace BlurDetection.Training;

/// <summary>What <see cref="BlurTrainer"/> made.</summary>
/// <param name="OnnxPath">The model as ONNX.</param>
/// <param name="ZipPath">The model as ML.NET's zip.</param>
/// <param name="ReportPath">The report, HTML.</param>
/// <param name="Report">Everything that the report tells.</param>
public sealed record BlurTrainingResult(string OnnxPath, string ZipPath, string ReportPath, TrainingReport Report);
