using BlurDetection.Models;
using Microsoft.ML;

namespace BlurDetection.Pipeline;

/// <summary>Writes models as ML.NET's <c>.zip</c>, which <c>mlContext.Model.Load</c> and
/// <see cref="BlurClassifier.Load(string, BlurClassifierOptions?, Microsoft.Extensions.Logging.ILogger{BlurClassifier}?)"/>
/// both read.</summary>
public static class ModelZip
{
    /// <summary>The column of paths that the saved pipeline reads.</summary>
    public const string PathColumn = "ImagePath";

    /// <summary>Saves a model as a pipeline from <see cref="PathColumn"/> to the columns of <see cref="BlurDetectionOutput"/>.</summary>
    /// <remarks>The zip is read back before anything is written. It is written beside and then moved into place, so that a model that stood
    /// there stays whole until then.</remarks>
    /// <param name="onnx">A model that BlurDetection wrote, plain or packed.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="options">Threshold and preprocessing to save instead of the model's own; <see langword="null"/> for the latter.</param>
    /// <exception cref="InvalidModelException">The bytes are not such a model.</exception>
    public static void Save(byte[] onnx, string path, BlurClassifierOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var zip = Build(onnx, options);
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = File.Create(beside))
            {
                zip.CopyTo(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <inheritdoc cref="Save(byte[], string, BlurClassifierOptions?)"/>
    /// <remarks>The zip is read back before anything is written.</remarks>
    /// <param name="zip">Takes the zip; left open.</param>
    public static void Save(byte[] onnx, Stream zip, BlurClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(zip);
        using var built = Build(onnx, options);
        built.CopyTo(zip);
    }

    private static MemoryStream Build(byte[] onnx, BlurClassifierOptions? options)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        var context = new MLContext();
        var model = PackedModel.From(onnx, (options ?? new BlurClassifierOptions()).Validated(), "The model");
        var pipeline = new PipelineBuilder(context.Transforms, model, PathColumn, nameof(BlurDetectionOutput.PredictedLabel));
        var columns = ImageColumn.EmptyTable(ImageColumn.Kinds.Path, PathColumn).Schema;
        var zip = new MemoryStream();
        context.Model.Save(pipeline.Fit(ImageColumn.Kinds.Path), columns, zip);
        RequireSound(zip);
        zip.Position = 0;
        return zip;
    }

    // As both kinds of reader will.
    private static void RequireSound(MemoryStream zip)
    {
        const string Source = "The zip just made";
        zip.Position = 0;
        ModelLoader.Load(ModelFile.ReadOnnx(zip, Source), threads: 1, Source).Dispose();
        zip.Position = 0;
        using var transformer = new MLContext().Model.Load(zip, out _) as IDisposable;
    }
}
