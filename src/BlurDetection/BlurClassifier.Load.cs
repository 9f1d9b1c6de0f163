using BlurDetection.Models;

namespace BlurDetection;

public sealed partial class BlurClassifier
{
    /// <summary>Makes a classifier with the model that the package carries.</summary>
    /// <param name="options">How to judge; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidModelException">This build carries no model, or the options ask for something that the model lacks.</exception>
    public static BlurClassifier CreateDefault(BlurClassifierOptions? options = null) =>
        Create(EmbeddedModel.ReadOnnx(), EmbeddedModel.Source, options);

    /// <summary>Makes a classifier with a model from a file.</summary>
    /// <param name="path">An <c>.onnx</c> that BlurDetection wrote, or an ML.NET <c>.zip</c> that holds one.</param>
    /// <param name="options">How to judge; <see langword="null"/> for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidModelException">The file is no such model, or the options ask for something that the model lacks.</exception>
    public static BlurClassifier Load(string path, BlurClassifierOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        return Create(ModelFile.ReadOnnx(stream, path), path, options);
    }

    /// <summary>Makes a classifier with a model from a stream.</summary>
    /// <param name="model">A readable stream; read from its current position to its end, and left open.</param>
    /// <param name="options">How to judge; <see langword="null"/> for the defaults.</param>
    /// <inheritdoc cref="Load(string, BlurClassifierOptions?)" path="/exception[not(@cref='T:System.IO.FileNotFoundException')]"/>
    public static BlurClassifier Load(Stream model, BlurClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        const string Source = "The model stream";
        return Create(ModelFile.ReadOnnx(model, Source), Source, options);
    }

    private static BlurClassifier Create(byte[] onnx, string source, BlurClassifierOptions? options)
    {
        options = (options ?? new BlurClassifierOptions()).Validated();
        var model = ModelLoader.Load(onnx, options.Threads, source);
        try
        {
            return new BlurClassifier(model, options);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
