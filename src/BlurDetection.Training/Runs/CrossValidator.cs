using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training;

/// <summary>Trains once for each fold of the images and classifies the fold with what the others taught.</summary>
internal sealed class CrossValidator
{
    /// <summary>With fewer different images of a label, figures come from cross-validation unless the options say otherwise.</summary>
    public const int EnoughOfEachLabel = 30;

    // what most people use; more folds cost as many trainings
    private const int UsualFolds = 5;

    private readonly DataSplit _whole;
    private readonly IReadOnlyList<ImageEntry> _images;
    private readonly IReadOnlyList<IReadOnlyList<ImageEntry>> _folds;
    private readonly BlurTrainingOptions _options;

    private CrossValidator(DataSplit whole, IReadOnlyList<ImageEntry> images, int folds, BlurTrainingOptions options)
    {
        (_whole, _images, _options) = (whole, images, options);
        _folds = GroupedFolds.Deal(images, folds, options.Split.Seed);
    }

    /// <summary>Decides whether and how often to train; <see langword="null"/> where one split is enough.</summary>
    /// <exception cref="TrainingDataException">Folds are asked for, and a label has fewer than two groups.</exception>
    public static CrossValidator? Plan(DataSplit split, BlurTrainingOptions options)
    {
        ImageEntry[] images = [.. split.Training.Concat(split.Validation).OrderBy(p => p.Row.Row)];
        int most = GroupedFolds.GroupsOfRarerLabel(images);
        if (options.Folds is not { } asked)
            return most >= 2 && options.Split.ByGroup && !IsDivided(split, options) && IsFew(images)
                ? new CrossValidator(split, images, Math.Min(UsualFolds, most), options) : null;
        if (asked == 0) return null;
        if (most < 2)
            throw new TrainingDataException("Cross-validation needs at least two groups of images of each label that are not copies of " +
                "each other; turn it off with 0 folds.");
        return new CrossValidator(split, images, Math.Min(asked, images.DistinctBy(p => p.GroupId).Count()), options);
    }

    /// <summary>Number of folds, and of trainings.</summary>
    public int Folds => _folds.Count;

    /// <summary>Trains and classifies.</summary>
    public CrossValidationReport Run(
        TrainingPlan plan, string dataHash, double threshold, IProgress<BlurTrainingStatus>? progress, CancellationToken cancellationToken)
    {
        EvaluationReport[] classified =
            [.. _folds.Select((fold, i) => EvaluateFold(plan, fold, dataHash, Steps(progress, i + 1), cancellationToken))];
        Dictionary<string, int> rows = _images.DistinctBy(p => p.Row.FileName).ToDictionary(p => p.Row.FileName, p => p.Row.Row);
        return new CrossValidationReport(Folds, _options.Folds is null, EvaluationReport.Create(classified[0].Model, threshold,
            [.. classified.SelectMany(report => report.Results).OrderBy(result => rows[result.FileName])],
            [.. classified.SelectMany(report => report.Problems).OrderBy(problem => problem.Row)],
            new EvaluationOptions { Seed = _options.Split.Seed }));
    }

    private EvaluationReport EvaluateFold(TrainingPlan plan, IReadOnlyList<ImageEntry> fold, string dataHash,
        IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        HashSet<ImageEntry> held = [.. fold];
        ImageEntry[] rest = [.. _images.Where(p => !held.Contains(p))];
        DataSplit? split = TrySplit(rest);
        // Without validation images the training images choose the epoch; those of the fold choose nothing in either case.
        using TrainedNetwork trained =
            plan.Fit(split ?? _whole with { Training = rest, Validation = rest }, dataHash, checkpoints: null, progress, cancellationToken);
        using var evaluator = new TrainedModelEvaluator(trained.Model, _options, progress: null, cancellationToken);
        if (split is not null) evaluator.Validate(split.Validation); // chooses the threshold as the saved model's is chosen
        return evaluator.Evaluate(fold);
    }

    // a label may have a single group left
    private DataSplit? TrySplit(IReadOnlyList<ImageEntry> images)
    {
        try
        {
            SplitOptions split = _options.Split;
            return DataSplitter.Split(images,
                new SplitOptions { ValidationFraction = split.ValidationFraction, Seed = split.Seed, RespectSplitColumn = false });
        }
        catch (TrainingDataException)
        {
            return null;
        }
    }

    private IProgress<TrainingProgress>? Steps(IProgress<BlurTrainingStatus>? progress, int fold) =>
        progress is null ? null : new Relay<TrainingProgress>(step =>
        progress.Report(
            new BlurTrainingStatus(BlurTrainingStage.CrossValidating, step.Step, step.Steps, step) { Fold = fold, Folds = Folds }));

    // the label file says itself what is for validation
    private static bool IsDivided(DataSplit split, BlurTrainingOptions options) =>
        options.Split.RespectSplitColumn && split.Validation.Any(p => p.Row.Part == DataPart.Validation);

    private static bool IsFew(ImageEntry[] images) =>
        images.GroupBy(p => p.Label).Any(g => g.DistinctBy(p => p.ContentHash).Count() < EnoughOfEachLabel);
}
