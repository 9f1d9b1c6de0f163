using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>Classified images to choose an operating point by.</summary>
/// <param name="Scores">Probability of blur and truth; an image that stays indeterminate has the probability 0, for it
/// never raises an alarm.</param>
/// <param name="Indeterminate">How many stay indeterminate at <see cref="EvidenceThreshold"/>.</param>
/// <param name="Problems">Files that could not be used.</param>
public sealed record CalibrationImages(ScoredImages Scores, int Indeterminate, IReadOnlyList<DataProblem> Problems)
{
    /// <summary>The evidence below which the calibrated model shall call images indeterminate, 0 to 1: the model's own, or less where
    /// images in focus have little.</summary>
    /// <value><see langword="null"/>: the model's own, or it has none.</value>
    public double? EvidenceThreshold { get; init; }

    /// <summary>How many the model calls indeterminate as it is; at least <see cref="Indeterminate"/>.</summary>
    public int IndeterminateBefore { get; init; } = Indeterminate;

    /// <summary><see cref="Scores"/> with the model's own verdicts.</summary>
    internal ScoredImages ScoresBefore { get; init; } = Scores;

    /// <summary>Classifies labelled images.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="imagesFolder">Folder that the file names are relative to.</param>
    /// <param name="labelsPath">The label file, see <see cref="LabelFile"/>.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of images classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="TrainingDataException">A needed column is missing, or no focused image can be classified.</exception>
    /// <exception cref="InvalidModelException">The model fails on an image.</exception>
    public static CalibrationImages FromLabels(
        IBlurClassifier classifier, string imagesFolder, string labelsPath, CalibrationOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new CalibrationOptions();
        OptionsValidation.Require(options);
        EvaluationReport report = Evaluator.Evaluate(classifier, imagesFolder, labelsPath, options: Measuring(options), progress: progress,
            cancellationToken: cancellationToken);
        return From(EvidenceThresholdOf(classifier), report.Results, report.Problems, $"the label file '{labelsPath}'");
    }

    /// <summary>Classifies a folder of images that are all in focus, its sub-folders included but for those that may
    /// not be opened.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="sharpFolder">The folder.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of images classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="TrainingDataException">The folder holds no image that can be classified.</exception>
    /// <exception cref="InvalidModelException">The model fails on an image.</exception>
    public static CalibrationImages FromSharpFolder(IBlurClassifier classifier, string sharpFolder, CalibrationOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentException.ThrowIfNullOrEmpty(sharpFolder);
        options ??= new CalibrationOptions();
        OptionsValidation.Require(options);
        if (!Directory.Exists(sharpFolder)) throw new DirectoryNotFoundException($"There is no folder of sharp images '{sharpFolder}'.");
        LabelRow[] rows = [.. ImageFiles.Below(sharpFolder, skipLocked: true, options.FollowLinks, cancellationToken)
            .Select(path =>
                new LabelRow { Row = 0, FileName = Path.GetRelativePath(sharpFolder, path), Path = path, Label = ImageLabel.Focus })];
        ImagePredictions classified =
            ImagePredictions.Of(classifier, rows, row => $"'{row.Path}'", Measuring(options), progress, cancellationToken);
        return From(EvidenceThresholdOf(classifier), classified.Results, classified.Problems, $"the folder '{sharpFolder}'");
    }

    /// <summary>Uses what a model said of images before.</summary>
    /// <param name="results">What it said.</param>
    /// <param name="evidenceThreshold">The evidence below which it called them indeterminate
    /// (<see cref="BlurDetection.Models.BlurModelInfo.EvidenceThreshold"/>); <see langword="null"/> leaves indeterminate
    /// images as they are.</param>
    /// <exception cref="TrainingDataException">Too few images in focus show something.</exception>
    public static CalibrationImages FromResults(IReadOnlyList<EvaluatedImage> results, double? evidenceThreshold)
    {
        ArgumentNullException.ThrowIfNull(results);
        return From(evidenceThreshold, results, [], "what was given");
    }

    private static EvaluationOptions Measuring(CalibrationOptions options) =>
        new() { Labels = options.Labels, Parallelism = options.Parallelism, Baseline = false, Resamples = 1 };

    private static double? EvidenceThresholdOf(IBlurClassifier classifier) => (classifier as BlurClassifier)?.Model.EvidenceThreshold;

    private static CalibrationImages From(
        double? evidenceThreshold, IReadOnlyList<EvaluatedImage> results, IReadOnlyList<DataProblem> problems, string source)
    {
        int focused = results.Count(r => r.Label == ImageLabel.Focus);
        if (focused == 0)
            throw new TrainingDataException(
                $"An operating point cannot be chosen without images in focus, and {source} has none that can be classified.");
        double? level = EvidenceLevel.Choose(results, evidenceThreshold);
        int evident = results.Count(r => r.Label == ImageLabel.Focus && EvidenceLevel.Suffices(r, level));
        int blurred = results.Count(r => r.Label == ImageLabel.Blur);
        // Blurred images that show nothing bound no threshold.
        int bounding = results.Count(r => r.Label == ImageLabel.Blur && EvidenceLevel.Suffices(r, level));
        int least = bounding > 0 ? CalibrationOptions.LeastFocusedBesideBlurred : CalibrationOptions.LeastFocused;
        if (evident < least)
            throw new TrainingDataException(
                $"An operating point needs {least} images in focus that show something, and {source} has {evident}: "
                + $"of {focused} in focus {focused - evident} are indeterminate (skies, walls, black frames)"
                + $"{(blurred > 0 && bounding == 0 ? $", and so are all of {blurred} blurred ones" : "")}. Add images with detail.");
        ScoredImages Scores(Func<EvaluatedImage, bool> hasVerdict) =>
            new(results.Select(r => hasVerdict(r) ? r.Probability : 0), results.Select(r => r.Label == ImageLabel.Blur));
        return new CalibrationImages(Scores(r => EvidenceLevel.Suffices(r, level)),
            results.Count(r => !EvidenceLevel.Suffices(r, level)), problems)
        {
            EvidenceThreshold = level,
            IndeterminateBefore = results.Count(r => r.Verdict == BlurVerdict.Indeterminate),
            ScoresBefore = Scores(r => r.Verdict != BlurVerdict.Indeterminate),
        };
    }
}
