using BlurDetection.Models;
using Microsoft.ML;

namespace BlurDetection.Pipeline;

/// <summary>Writes models as ML.NET's <c>.zip</c>, which <c>mlContext.Model.Load</c> and <see cref="BlurClassifier.Load(string, BlurClassifierOptions?, Microsoft.Extensions.Logging.ILogger{BlurClassifier}?)"/> both read.</summary>
public static class ModelZip
{
    /// <summary>The column of paths that the saved pipeline reads.</summary>
    public const string PathColumn = "ImagePath";

    /// <summary>Saves a model as a pipeline from <see cref="PathColumn"/> to the columns of <see cref="BlurDetectionOutput"/>.</summary>
    /// <param name="onnx">A model that BlurDetection wrote, plain or packed.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="judging">Threshold and preprocessing to save instead of the model's own; <see langword="null"/> for the latter.</param>
    /// <exception cref="InvalidModelException">The bytes are no such model.</exception>
    public static void Save(byte[] onnx, string path, BlurClassifierOptions? judging = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.Create(path);
        Save(onnx, file, judging);
    }

    /// <inheritdoc cref="Save(byte[], string, BlurClassifierOptions?)"/>
    /// <param name="zip">Takes the zip; seekable, left open.</param>
    public static void Save(byte[] onnx, Stream zip, BlurClassifierOptions? judging = null)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        ArgumentNullException.ThrowIfNull(zip);
        var context = new MLContext();
        var model = PackedModel.From(onnx, (judging ?? new BlurClassifierOptions()).Validated(), "The model");
        var pipeline = new PipelineBuilder(context.Transforms, model, PathColumn, nameof(BlurDetectionOutput.PredictedLabel));
        var columns = PictureColumn.EmptyTable(PictureColumn.Kinds.Path, PathColumn).Schema;
        context.Model.Save(pipeline.Fit(PictureColumn.Kinds.Path), columns, zip);
    }
}
