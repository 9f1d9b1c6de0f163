using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>Classified pictures to choose an operating point by.</summary>
/// <param name="Scores">Probability of blur and truth; an indeterminate picture has the probability 0, for it never raises an alarm.</param>
/// <param name="Indeterminate">How many were indeterminate.</param>
/// <param name="Problems">Files that could not be used.</param>
public sealed record CalibrationImages(ScoredImages Scores, int Indeterminate, IReadOnlyList<DataProblem> Problems)
{
    /// <summary>Classifies labelled pictures.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="imagesFolder">Folder that the file names are relative to.</param>
    /// <param name="labelsPath">The label file, see <see cref="LabelFile"/>.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of pictures classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="TrainingDataException">A needed column is missing, or no focused picture can be classified.</exception>
    /// <exception cref="InvalidModelException">The model fails on a picture.</exception>
    public static CalibrationImages FromLabels(IBlurClassifier classifier, string imagesFolder, string labelsPath, CalibrationOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new CalibrationOptions();
        OptionsValidation.Require(options);
        EvaluationReport report = Evaluator.Evaluate(classifier, imagesFolder, labelsPath, options: Measuring(options), progress: progress, cancellationToken: cancellationToken);
        return From(report.Results, report.Problems, $"the label file '{labelsPath}'");
    }

    /// <summary>Classifies a folder of pictures that are all in focus, its sub-folders included but for those that may not be opened.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="sharpFolder">The folder.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of pictures classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="TrainingDataException">The folder holds no picture that can be classified.</exception>
    /// <exception cref="InvalidModelException">The model fails on a picture.</exception>
    public static CalibrationImages FromSharpFolder(IBlurClassifier classifier, string sharpFolder, CalibrationOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentException.ThrowIfNullOrEmpty(sharpFolder);
        options ??= new CalibrationOptions();
        OptionsValidation.Require(options);
        if (!Directory.Exists(sharpFolder)) throw new DirectoryNotFoundException($"There is no folder of sharp pictures '{sharpFolder}'.");
        LabelRow[] rows = [.. ImageFiles.Below(sharpFolder, skipLocked: true, options.FollowLinks, cancellationToken)
            .Select(path => new LabelRow { Row = 0, FileName = Path.GetRelativePath(sharpFolder, path), Path = path, Label = ImageLabel.Focus })];
        ImagePredictions classified = ImagePredictions.Of(classifier, rows, row => $"'{row.Path}'", Measuring(options), progress, cancellationToken);
        return From(classified.Results, classified.Problems, $"the folder '{sharpFolder}'");
    }

    private static EvaluationOptions Measuring(CalibrationOptions options) =>
        new() { Labels = options.Labels, Parallelism = options.Parallelism, Baseline = false, Resamples = 1 };

    private static CalibrationImages From(IReadOnlyList<EvaluatedImage> results, IReadOnlyList<DataProblem> problems, string source)
    {
        int focused = results.Count(r => r.Label == ImageLabel.Focus);
        if (focused == 0)
            throw new TrainingDataException($"An operating point cannot be chosen without pictures in focus, and {source} has none that can be classified.");
        int evident = results.Count(r => r.Label == ImageLabel.Focus && r.Verdict != BlurVerdict.Indeterminate);
        int least = results.Any(r => r.Label == ImageLabel.Blur) ? CalibrationOptions.LeastFocusedBesideBlurred : CalibrationOptions.LeastFocused;
        if (evident < least)
            throw new TrainingDataException($"An operating point needs {least} pictures in focus that show something, and {source} has {evident}: "
                + $"of {focused} in focus {focused - evident} are indeterminate (skies, walls, black frames). Add pictures with detail.");
        var scores = new ScoredImages(results.Select(r => r.Verdict == BlurVerdict.Indeterminate ? 0 : r.Probability), results.Select(r => r.Label == ImageLabel.Blur));
        return new CalibrationImages(scores, results.Count(r => r.Verdict == BlurVerdict.Indeterminate), problems);
    }
}
