using BlurDetection.Evaluation;

namespace BlurDetection.Training.Reporting;

/// <summary>What grouped k-fold cross-validation measured: each image classified by a model that saw neither it nor a
/// copy of it.</summary>
/// <remarks>
/// The models of the folds are trained as the saved one is, each with validation images of its own out of the images
/// that it may see; they are thrown away.
/// Scores of several models stand in one ranking, which makes the ROC AUC a little low rather than high (Airola et al., 2011).
/// </remarks>
/// <param name="Folds">Number of folds, and of trainings besides that of the saved model.</param>
/// <param name="IsAutomatic">Whether nobody asked for it, and few images made it necessary.</param>
/// <param name="OutOfFold">Figures over all images but those of the test part.</param>
public sealed record CrossValidationReport(int Folds, bool IsAutomatic, EvaluationReport OutOfFold)
{
    /// <summary>Trainings in all, that of the saved model included.</summary>
    public int Trainings => Folds + 1;
}
