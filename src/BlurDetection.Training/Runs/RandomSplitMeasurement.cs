using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training;

/// <summary>Tells what a random split would have shown, by a second training where that is asked for.</summary>
internal static class RandomSplitMeasurement
{
    public static RandomSplitFigures Of(
        TrainingPlan plan, ImageDataset dataset, LeakReport leak, double trainingAccuracy, EvaluationReport validation,
        IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        double honest = validation.All.Confusion.Accuracy;
        var figures = new RandomSplitFigures(honest, leak.LeakedEstimate(trainingAccuracy, honest), null);
        if (!plan.Options.MeasureRandomSplit) return figures;
        EvaluationResult measured = Train(plan, dataset, progress, cancellationToken);
        return figures with { MeasuredAccuracy = measured.Accuracy, MeasuredImages = measured.Probabilities.Count };
    }

    private static EvaluationResult Train(
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
