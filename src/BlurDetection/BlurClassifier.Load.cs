using BlurDetection.Diagnostics;
using BlurDetection.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlurDetection;

public sealed partial class BlurClassifier
{
    /// <summary>Makes a classifier with the model that the package carries.</summary>
    /// <param name="options">How to classify; <see langword="null"/> for the defaults.</param>
    /// <param name="logger">Takes what happens; <see langword="null"/> for nobody.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidModelException">This build carries no model, or the options ask for something that the
    /// model lacks.</exception>
    public static BlurClassifier CreateDefault(BlurClassifierOptions? options = null, ILogger<BlurClassifier>? logger = null) =>
        Create(EmbeddedModel.ReadOnnx(), EmbeddedModel.Source, options, logger);

    /// <summary>Makes a classifier with a model from a file.</summary>
    /// <param name="path">An <c>.onnx</c> that BlurDetection wrote, or an ML.NET <c>.zip</c> that holds one.</param>
    /// <param name="options">How to classify; <see langword="null"/> for the defaults.</param>
    /// <param name="logger">Takes what happens; <see langword="null"/> for nobody.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidModelException">The file is not such a model, or the options ask for something that the model
    /// lacks.</exception>
    public static BlurClassifier Load(string path, BlurClassifierOptions? options = null, ILogger<BlurClassifier>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Create(ModelFile.ReadOnnx(path), path, options, logger);
    }

    /// <summary>Makes a classifier with a model from a stream.</summary>
    /// <param name="model">A readable stream; read from its current position to its end, and left open.</param>
    /// <param name="options">How to classify; <see langword="null"/> for the defaults.</param>
    /// <param name="logger">Takes what happens; <see langword="null"/> for nobody.</param>
    /// <inheritdoc cref="Load(string, BlurClassifierOptions?, ILogger{BlurClassifier}?)"
    /// path="/exception[not(@cref='T:System.IO.FileNotFoundException')]"/>
    public static BlurClassifier Load(Stream model, BlurClassifierOptions? options = null, ILogger<BlurClassifier>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        const string Source = "The model stream";
        return Create(ModelFile.ReadOnnx(model, Source), Source, options, logger);
    }

    /// <summary>Makes a classifier with an image classifier from elsewhere: any ONNX graph with two classes.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <param name="model">What the graph takes and what its output means.</param>
    /// <param name="options">How to classify; <see langword="null"/> for the defaults.</param>
    /// <param name="logger">Takes what happens; <see langword="null"/> for nobody.</param>
    /// <inheritdoc cref="Load(string, BlurClassifierOptions?, ILogger{BlurClassifier}?)" path="/exception"/>
    public static BlurClassifier Load(
        string path, OnnxModelOptions model, BlurClassifierOptions? options = null, ILogger<BlurClassifier>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        OptionsValidation.Require(model);
        var onnx = ModelFile.ReadBytes(path);
        return Create(validated => ExternalModelLoader.Load(onnx, model, validated.Threads, path), path, options, logger);
    }

    /// <summary>Makes a classifier of a container, which shares what its model needs with the others of the same model.</summary>
    internal static BlurClassifier Create(
        string? modelPath, OnnxModelOptions? external, BlurClassifierOptions options, ILogger<BlurClassifier>? logger, SessionPool pool)
    {
        if (modelPath is { } path && external is not null)
        {
            OptionsValidation.Require(external);
            var bytes = ModelFile.ReadBytes(path);
            return Create(validated => ExternalModelLoader.Load(bytes, external, validated.Threads, path, pool), path, options, logger);
        }
        var (onnx, source) = modelPath is { } file ? (ModelFile.ReadOnnx(file), file) : (EmbeddedModel.ReadOnnx(), EmbeddedModel.Source);
        return Create(validated => ModelLoader.Load(onnx, validated.Threads, source, validated.Map, pool), source, options, logger);
    }

    private static BlurClassifier Create(byte[] onnx, string source, BlurClassifierOptions? options, ILogger? logger) =>
        Create(validated => ModelLoader.Load(onnx, validated.Threads, source, validated.Map), source, options, logger);

    private static BlurClassifier Create(
        Func<BlurClassifierOptions, BlurModel> load, string source, BlurClassifierOptions? options, ILogger? logger)
    {
        options = (options ?? new BlurClassifierOptions()).Validated();
        var model = load(options);
        try
        {
            logger ??= NullLogger.Instance;
            var classifier = new BlurClassifier(model, options, logger);
            logger.ModelLoaded(model.Info.Name, model.Info.Format, source, classifier.Threshold);
            return classifier;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
