using BlurDetection.Evaluation;

namespace BlurDetection.Cli.Training;

/// <summary>What <c>blur train --json</c> writes of a cross-validation.</summary>
internal sealed record CrossValidationSummary(int Folds, int Trainings, bool IsAutomatic, EvaluationFigures OutOfFold);
