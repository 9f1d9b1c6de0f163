using System.Security.Cryptography;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;

namespace BlurDetection.Evaluation;

/// <summary>What a model said of images, before any figure is worked out.</summary>
/// <param name="Results">Each image that could be classified, in the order of the rows.</param>
/// <param name="Threshold">The least probability at which the model called them blurred; <see langword="null"/> without any.</param>
/// <param name="Problems">Images that could not be classified, in the order of the rows.</param>
internal sealed record ImagePredictions(IReadOnlyList<EvaluatedImage> Results, double? Threshold, IReadOnlyList<DataProblem> Problems)
{
    /// <summary>Classifies the images.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="rows">The images.</param>
    /// <param name="name">What messages call an image.</param>
    /// <param name="options">Parallelism, baseline, and what to do about bad images.</param>
    /// <param name="progress">Told the number of images classified so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TrainingDataException">An image cannot be read and the options say stop.</exception>
    /// <exception cref="InvalidModelException">The model fails on an image.</exception>
    public static ImagePredictions Of(
        IBlurClassifier classifier, IReadOnlyList<LabelRow> rows, Func<LabelRow, string> name, EvaluationOptions options,
        IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var classified = new (EvaluatedImage Result, double Threshold)?[rows.Count];
        var unreadable = new DataProblem?[rows.Count];
        int done = 0;
        ImageLoop.Run(rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken }, i =>
        {
            LabelRow row = rows[i];
            try
            {
                classified[i] = Predict(classifier, row, options);
            }
            catch (Exception error) when (error is UnsupportedImageException or IOException or UnauthorizedAccessException)
            {
                unreadable[i] =
                    new DataProblem(DataProblemKind.UnreadableImage, row.Row, row.FileName, $"{name(row)} cannot be read: {error.Message}");
            }
            progress?.Report(Interlocked.Increment(ref done));
        });

        DataProblem[] problems = [.. unreadable.OfType<DataProblem>()];
        if (problems.Length > 0 && options.Labels.StopAtProblem) throw new TrainingDataException(problems[0]);
        (EvaluatedImage Result, double Threshold)[] results = [.. classified.OfType<(EvaluatedImage, double)>()];
        return new ImagePredictions([.. results.Select(r => r.Result)], results.Length > 0 ? results[0].Threshold : null, problems);
    }

    private static (EvaluatedImage, double) Predict(IBlurClassifier classifier, LabelRow row, EvaluationOptions options)
    {
        byte[] encoded = ImageFileReader.Read(row.Path, options.Decoder);
        BlurPrediction prediction = classifier.Classify(encoded);
        using DecodedImage? luma = options.Baseline ? ImageDecoder.Decode(encoded, Preprocessing.Default, options.Decoder) : null;
        return (new EvaluatedImage
        {
            FileName = row.FileName,
            Label = row.Label,
            BlurType = row.BlurType,
            Confidence = row.Confidence,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(encoded)),
            Verdict = prediction.Verdict,
            Probability = prediction.Probability,
            Reason = prediction.Reason,
            Kind = prediction.Kind,
            Strength = prediction.Strength,
            Evidence = prediction.Evidence,
            LaplacianVariance = luma is null ? null : LaplacianBaseline.Variance(luma.Pixels),
            Width = prediction.Width,
            Height = prediction.Height,
        }, prediction.Threshold);
    }
}
