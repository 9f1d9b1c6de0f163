using BlurDetection.Evaluation;

namespace BlurDetection.Cli.Output;

/// <summary>What was measured of one model.</summary>
/// <param name="Model">Its name or file.</param>
/// <param name="Report">On labelled images; <see langword="null"/> without labels.</param>
/// <param name="Map">On masks; empty without them.</param>
internal sealed record ModelEvaluation(string Model, EvaluationReport? Report, IReadOnlyList<MapFigures> Map);
