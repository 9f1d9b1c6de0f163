using BlurDetection.Evaluation.Models;
using BlurDetection.Training.Export;
using BlurDetection.Training.Keras.Import;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras;

/// <summary>Makes a classifier of this library out of a Keras model.</summary>
public static class KerasImporter
{
    /// <summary>Reads a Keras file and writes it as a model file.</summary>
    /// <param name="path">As <see cref="KerasModelReader.Read"/> takes it.</param>
    /// <param name="to">An ML.NET .zip, or .onnx.</param>
    /// <param name="options">What the file does not say. Default: its defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The model as the file has it.</returns>
    /// <exception cref="InvalidModelException">The file cannot be read, is not a classifier of two classes, or leaves open what the
    /// options must say.</exception>
    /// <exception cref="UnsupportedKerasLayerException">The model has a layer, or an option of one, that is not supported.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static KerasModel Import(
        string path, string to, KerasImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        var model = KerasModelReader.Read(path, cancellationToken);
        ModelFiles.Write(to, ToOnnx(model, options));
        return model;
    }

    /// <summary>Reads a file of weights onto a network and writes both as a model file.</summary>
    /// <param name="path">As <see cref="KerasModelReader.ReadWeights"/> takes it.</param>
    /// <param name="network">A network of the same layers, for instance <see cref="Networks.Presets.Notebook"/>.</param>
    /// <param name="to">An ML.NET .zip, or .onnx.</param>
    /// <param name="options">What neither says. Default: its defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The network with the weights of the file.</returns>
    /// <exception cref="InvalidModelException">The file cannot be read, does not fit the network, or leaves open
    /// what the options must say.</exception>
    /// <exception cref="UnsupportedKerasLayerException">The network has a layer that Keras does not have.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static KerasModel ImportWeights(
        string path, Network network, string to, KerasImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        var model = new KerasModel(network, KerasModelReader.ReadWeights(path, network, cancellationToken), KerasFormat.Hdf5,
            "weights alone");
        ModelFiles.Write(to, ToOnnx(model, options));
        return model;
    }

    /// <summary>The bytes of an ONNX file that <c>BlurClassifier</c> loads, and that can be calibrated, quantised and
    /// trained further.</summary>
    /// <param name="model">The model as a Keras file has it.</param>
    /// <param name="options">What the file does not say. Default: its defaults.</param>
    /// <exception cref="InvalidModelException">It is not a classifier of two classes, or leaves open what the options
    /// must say.</exception>
    public static byte[] ToOnnx(KerasModel model, KerasImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new KerasImportOptions();
        var (network, weights) = TwoClasses.Adapt(model.Network, model.Weights, options);
        var (input, preprocessing) = ImageInput.Adapt(network, weights, options);
        return OnnxExporter.Export(input, weights, new ModelDescription
        {
            Name = options.Name ?? model.Network.Name,
            Preprocessing = preprocessing,
            Threshold = options.Threshold,
        });
    }
}
