using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation;

/// <summary>Measures a model on labelled images.</summary>
public static class Evaluator
{
    /// <summary>Classifies every image of a label file and works out the figures.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="imagesFolder">Folder that the file names are relative to.</param>
    /// <param name="labelsPath">The label file, see <see cref="LabelFile"/>.</param>
    /// <param name="modelName">The model's name, for the report.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of images classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such label file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder of images.</exception>
    /// <exception cref="TrainingDataException">A needed column is missing, no image can be classified, or a row is bad
    /// and the options say stop.</exception>
    /// <exception cref="InvalidModelException">The model fails on an image.</exception>
    public static EvaluationReport Evaluate(IBlurClassifier classifier, string imagesFolder, string labelsPath, string modelName = "model",
        EvaluationOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        options ??= new EvaluationOptions();
        OptionsValidation.Require(options);
        LabelTable table = LabelFile.Read(labelsPath, imagesFolder, options.Labels);
        if (table.Rows.Count == 0) throw NothingToClassify(labelsPath, table.Problems);
        EvaluationReport report = Evaluate(classifier, table.Rows, labelsPath, modelName, options, progress, cancellationToken);
        return report with { Problems = [.. table.Problems.Concat(report.Problems).OrderBy(problem => problem.Row)] };
    }

    /// <summary>Classifies given rows of a label file and works out the figures.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="labelsPath">The label file, for messages.</param>
    /// <param name="modelName">The model's name, for the report.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of images classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="TrainingDataException">No image can be classified, or one cannot be read and the options say stop.</exception>
    /// <exception cref="InvalidModelException">The model fails on an image.</exception>
    public static EvaluationReport Evaluate(
        IBlurClassifier classifier, IReadOnlyList<LabelRow> rows, string labelsPath, string modelName = "model",
        EvaluationOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new EvaluationOptions();
        OptionsValidation.Require(options);
        ImagePredictions classified = ImagePredictions.Of(classifier, rows, row => $"{labelsPath}, row {row.Row}: '{row.FileName}'",
            options, progress, cancellationToken);
        double threshold = classified.Threshold ?? throw NothingToClassify(labelsPath, classified.Problems);
        return EvaluationReport.Create(modelName, threshold, classified.Results, classified.Problems, options);
    }

    /// <summary>Measures a model's blur map against masks, NAME.png (white = blurred) for each image NAME.jpg: classifies every image that
    /// has a mask and pools the pixels.</summary>
    /// <param name="classifier">A model with a map.</param>
    /// <param name="imagesFolder">The images.</param>
    /// <param name="masksFolder">The masks, of the same shape; white is blurred.</param>
    /// <param name="options">Parallelism and decoder; the defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of images classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Figures over all images, then those of each kind (the letters before the number in a file's name).</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    /// <exception cref="TrainingDataException">No image has a mask, an image or a mask cannot be read, or the model
    /// gives no map.</exception>
    /// <exception cref="InvalidModelException">The model fails on an image.</exception>
    public static IReadOnlyList<MapFigures> EvaluateMasks(IBlurClassifier classifier, string imagesFolder, string masksFolder,
        EvaluationOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return MaskEvaluator.Evaluate(classifier, imagesFolder, masksFolder, options, progress, cancellationToken);
    }

    private static TrainingDataException NothingToClassify(string labelsPath, IReadOnlyList<DataProblem> problems) =>
        new($"The label file '{labelsPath}' names no image that can be " +
            $"classified.{(problems.Count == 0 ? "" : $" The first of {problems.Count}: {problems[0].Message}")}");
}
