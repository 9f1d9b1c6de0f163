using System.IO.Compression;
using System.Text.Json.Nodes;
using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Hdf5;
using BlurDetection.Training.Keras.Import;
using BlurDetection.Training.Keras.Layers;
using BlurDetection.Training.Keras.TensorFlowJs;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras;

/// <summary>Reads models that Keras 2, Keras 3 or TensorFlow.js saved.</summary>
internal static class KerasModelReader
{
    /// <summary>Reads a model with its weights.</summary>
    /// <param name="path">A .keras file, an HDF5 file (.h5, .hdf5), or the model.json of a TensorFlow.js layers model
    /// with its weight files beside it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidModelException">The file is none of these, is broken, or is stored in a way whose
    /// numbers would not be certain.</exception>
    /// <exception cref="UnsupportedKerasLayerException">The model has a layer, or an option of one, that is not supported.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static KerasModel Read(string path, CancellationToken cancellationToken = default) => DamageGuard.Run(path, () =>
    {
        byte[] content = ModelBytes.Read(path);
        if (ModelBytes.IsHdf5(content)) return ReadHdf5(content, path, cancellationToken);
        if (ModelBytes.IsZip(content)) return ReadArchive(content, path, cancellationToken);
        if (ModelBytes.IsJson(content)) DocumentFile.Check(path, message => new InvalidModelException(message));
        if (ModelBytes.IsJson(content)) return ReadTensorFlowJs(content, path, cancellationToken);
        throw new InvalidModelException($"{path}: neither a .keras file, nor HDF5, nor a model.json.");
    });

    /// <summary>Reads the weights of a file onto a network of the same layers in the same order, whatever their names.</summary>
    /// <param name="path">A .weights.h5 file of either layout, or a whole model in .keras or .h5.</param>
    /// <param name="network">The network, for instance that of <see cref="TrainingRecipe.Notebook"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>By "layer/weight", as <see cref="NetworkModule.SetWeights"/> takes them.</returns>
    /// <exception cref="InvalidModelException">The file is none of these, is broken, or does not fit the network.</exception>
    /// <exception cref="UnsupportedKerasLayerException">The network has a layer that Keras does not have.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyDictionary<string, NetworkWeight> ReadWeights(
        string path, Network network, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        return DamageGuard.Run(path, () =>
        {
            byte[] content = ModelBytes.Read(path);
            if (ModelBytes.IsZip(content))
            {
                using var archive = new ZipArchive(new MemoryStream(content));
                content = ModelBytes.Entry(archive, ModelBytes.WeightsEntry, path);
            }
            if (!ModelBytes.IsHdf5(content))
                throw new InvalidModelException($"{path}: neither a .weights.h5, nor a .keras or .h5 file.");
            using var file = new Hdf5Reader(content, path);
            var nodes = PresetNodes.Of(network);
            string? root = file.TextList("", "layer_names") is not null ? ""
                : file.TextList("model_weights", "layer_names") is not null ? "model_weights" : null;
            if (root is null) return WeightReader.Read(network, nodes, new VariableWeights(file, path), path, cancellationToken);
            var ordered = new OrderedWeights(file, path, root);
            var weights = WeightReader.Read(network, nodes, ordered, path, cancellationToken);
            ordered.RequireEnd();
            return weights;
        });
    }

    private static KerasModel ReadHdf5(byte[] content, string path, CancellationToken cancellationToken)
    {
        using var file = new Hdf5Reader(content, path);
        string json = file.Text("", "model_config")
            ?? throw new InvalidModelException($"{path}: the file has weights alone. Read them onto a network that you have, for " +
                $"instance with the option --preset notebook.");
        return Put(ModelBytes.Json(json, path), file.Text("", "keras_version"), KerasFormat.Hdf5,
            new LegacyWeights(file, path, "model_weights"), path, cancellationToken);
    }

    private static KerasModel ReadArchive(byte[] content, string path, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(new MemoryStream(content));
        var config = ModelBytes.Json(ModelBytes.Entry(archive, "config.json", path), path);
        var metadata = ModelBytes.Json(ModelBytes.Entry(archive, "metadata.json", path), path);
        using var file = new Hdf5Reader(ModelBytes.Entry(archive, ModelBytes.WeightsEntry, path), path);
        return Put(config, (metadata as JsonObject)?["keras_version"]?.ToString(), KerasFormat.Keras, new VariableWeights(file, path), path,
            cancellationToken);
    }

    private static KerasModel ReadTensorFlowJs(byte[] content, string path, CancellationToken cancellationToken)
    {
        if (ModelBytes.Json(content, path) is not JsonObject model || model["modelTopology"] is not JsonObject topology)
            throw new InvalidModelException($"{path}: the file has no modelTopology; the model.json of a layers model is read.");
        if (model["format"] is { } format && format.ToString() != "layers-model")
            throw new InvalidModelException($"{path}: a model of the format '{format}'; a layers model is read. Convert the Keras " +
                $"model with the output format tfjs_layers_model.");
        var config = topology["model_config"] ?? topology;
        string? version = (topology["keras_version"] ?? config["keras_version"])?.ToString();
        var weights =
            new TensorFlowJsWeights(model["weightsManifest"], Path.GetDirectoryName(Path.GetFullPath(path))!, path, cancellationToken);
        return Put(config, version, KerasFormat.TensorFlowJs, weights, path, cancellationToken);
    }

    private static KerasModel Put(
        JsonNode? config, string? version, KerasFormat format, IWeightSource weights, string path, CancellationToken cancellationToken)
    {
        var graph = ModelGraphReader.Read(config, KerasVersions.Dialect(version, path), path);
        var network = GraphNetwork.Create(graph);
        return new KerasModel(network, WeightReader.Read(network, graph.Nodes, weights, path, cancellationToken), format, version!);
    }
}
