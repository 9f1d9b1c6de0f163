using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Reporting;

/// <summary>The accuracy that a random split would have shown, beside the honest one.</summary>
/// <param name="HonestAccuracy">Accuracy on the validation images of the split that was used.</param>
/// <param name="EstimatedAccuracy">What a random split would show if images learnt by heart are answered as in training
/// and the others as in validation.</param>
/// <param name="MeasuredAccuracy">What a second training on a random split did show; <see langword="null"/> where it was
/// not asked for.</param>
/// <param name="MeasuredImages">The number of images behind <paramref name="MeasuredAccuracy"/>.</param>
public sealed record RandomSplitFigures(
    double HonestAccuracy, double EstimatedAccuracy, double? MeasuredAccuracy, int? MeasuredImages = null)
{
    internal static RandomSplitFigures Of(
        TrainingPlan plan, ImageDataset dataset, LeakReport leak, double trainingAccuracy, EvaluationReport validation,
        IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        double honest = validation.All.Confusion.Accuracy;
        var figures = new RandomSplitFigures(honest, leak.LeakedEstimate(trainingAccuracy, honest), null);
        if (!plan.Options.MeasureRandomSplit) return figures;
        EvaluationResult measured = Measure(plan, dataset, progress, cancellationToken);
        return figures with { MeasuredAccuracy = measured.Accuracy, MeasuredImages = measured.Probabilities.Count };
    }

    private static EvaluationResult Measure(
        TrainingPlan plan, ImageDataset dataset, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        SplitOptions honest = plan.Options.Split;
        var random = new SplitOptions
        {
            ByGroup = false,
            RespectSplitColumn = false,
            Seed = honest.Seed,
            ValidationFraction = honest.ValidationFraction,
        };
        using TrainedNetwork trained =
            plan.Fit(DataSplitter.Split(dataset, random), dataset.DataHash, checkpoints: null, progress, cancellationToken);
        return trained.Model.Validation!;
    }
}
