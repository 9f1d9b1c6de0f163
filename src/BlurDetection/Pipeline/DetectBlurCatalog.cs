using BlurDetection;
using BlurDetection.Models;
using BlurDetection.Pipeline;

namespace Microsoft.ML;

/// <summary>Puts blur detection into ML.NET pipelines.</summary>
public static class DetectBlurCatalog
{
    /// <summary>Classifies every image of a column with a trained model; nothing is learned from the data.</summary>
    /// <remarks>
    /// | | |
    /// | -- | -- |
    /// | Does this estimator need to look at the data to train its parameters? | No |
    /// | Input column data type | Text (the file's path), or ML.NET's image as LoadImages gives it |
    /// | Output columns | <paramref name="outputColumnName"/> (bool, true = blurry), and the other members of
    /// <see cref="BlurDetectionOutput"/> |
    ///
    /// A path is decoded by BlurDetection itself, at a JPEG's own reduced scale where that suffices; give it the path rather than the
    /// result of LoadImages where both are at hand.
    /// The result is a chain of ML.NET's own parts, so it can be saved and loaded wherever BlurDetection is referenced.
    /// </remarks>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The verdict's column: true if the image is blurred.</param>
    /// <param name="inputColumnName">The column of paths or images.</param>
    /// <param name="options">Which model, how to classify, and names; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidModelException">The model cannot be run, or the options ask for something that it lacks.</exception>
    public static BlurDetectionEstimator DetectBlur(
        this TransformsCatalog catalog,
        string outputColumnName = nameof(BlurDetectionOutput.PredictedLabel),
        string inputColumnName = "ImagePath",
        DetectBlurOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        options ??= new DetectBlurOptions();
        OptionsValidation.Require(options);
        if (options.Classifier.Decoding.Decoders.Count > 0)
            throw new ArgumentException("A pipeline is saved as text, which cannot hold added decoders: leave them out, or classify with " +
                "BlurClassifier.", nameof(options));
        var (onnx, source) = Read(options.ModelPath);
        var model = PackedModel.From(onnx, options.Classifier, source);
        return new BlurDetectionEstimator(new PipelineBuilder(catalog, model, inputColumnName, outputColumnName, options.ColumnPrefix));
    }

    private static (byte[] Onnx, string Source) Read(string? path) =>
        path is null ? (EmbeddedModel.ReadOnnx(), EmbeddedModel.Source) : (ModelFile.ReadOnnx(path), path);
}
