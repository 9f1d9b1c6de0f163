using System.IO.Compression;
using System.Text.Json.Nodes;
using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Export;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Export;
using BlurDetection.Training.Keras.Hdf5;
using BlurDetection.Training.Keras.Import;
using BlurDetection.Training.Keras.TensorFlowJs;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras;

/// <summary>Writes a network as a file that Keras or TensorFlow.js loads: its output "probabilities", and the layers that
/// this needs.</summary>
internal static class KerasModelWriter
{
    private const string Keras2 = "2.15.0", Keras3 = "3.0.0", LayersModel = $"{KerasVersions.TensorFlowJs} 4.22.0";

    // Files of the same network are the same.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes one file, whole or not at all.</summary>
    /// <param name="path">Its extension says what: ".keras" (Keras 3), ".h5" (Keras 2 and 3), ".weights.h5" (Keras 3,
    /// weights alone).</param>
    /// <param name="network">The layers.</param>
    /// <param name="weights">By "layer/weight"; they are written bit by bit.</param>
    /// <exception cref="UnsupportedKerasLayerException">Keras has no such layer.</exception>
    /// <exception cref="InvalidNetworkException">The network has no output "probabilities", or a weight is missing.</exception>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    public static void Write(string path, Network network, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (needed, layers) = Prepare(network, weights);
        bool Ends(string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
        byte[] content = Ends(".keras") ? Archive(new ConfigWriter(needed, KerasDialect.Keras3).Write(), layers)
            : Ends(".weights.h5") ? Hdf5Writer.Variables(layers)
            : Ends(".h5") ? Hdf5Writer.Legacy(new ConfigWriter(needed, KerasDialect.Keras2).Write().ToJsonString(), Keras2, layers)
            : throw new ArgumentException($"{path} ends in none of .keras, .h5 and .weights.h5.", nameof(path));
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>Writes a layers model of TensorFlow.js: model.json and a file of weights.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="network">The layers.</param>
    /// <param name="weights">By "layer/weight"; they are written bit by bit.</param>
    /// <exception cref="UnsupportedKerasLayerException">TensorFlow.js has no such layer.</exception>
    /// <exception cref="InvalidNetworkException">The network has no output "probabilities", or a weight is missing.</exception>
    public static void WriteTensorFlowJs(string folder, Network network, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (needed, layers) = Prepare(network, weights);
        string model = TensorFlowJsWriter.Model(new ConfigWriter(needed, KerasDialect.TensorFlowJs).Write(), LayersModel, layers)
            .ToJsonString();
        AtomicFile.Write(Path.Combine(folder, TensorFlowJsWriter.WeightsFile), stream => TensorFlowJsWriter.Weights(layers, stream));
        AtomicFile.Write(Path.Combine(folder, "model.json"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(model)));
    }

    private static (Network Needed, IReadOnlyList<ExportedLayer> Layers) Prepare(
        Network network, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        if (!network.Outputs.TryGetValue(Network.ProbabilitiesOutput, out string? output))
            throw new InvalidNetworkException($"The network '{network.Name}' has no output '{Network.ProbabilitiesOutput}'.");
        var needed = NetworkPruning.Keep(new Network(network.Name, network.Input, network.Layers,
            new Dictionary<string, string> { [Network.ProbabilitiesOutput] = output }));
        return (needed, ExportedLayer.Of(needed, weights));
    }

    private static byte[] Archive(JsonObject config, IReadOnlyList<ExportedLayer> layers)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, ReadOnlySpan<byte> content)
            {
                // Keras's own files are not compressed, so that HDF5 can jump in them.
                var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = NoTime;
                using var to = entry.Open();
                to.Write(content);
            }
            Add("metadata.json", System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["keras_version"] = Keras3 }.ToJsonString()));
            Add("config.json", System.Text.Encoding.UTF8.GetBytes(config.ToJsonString()));
            Add(ModelBytes.WeightsEntry, Hdf5Writer.Variables(layers));
        }
        return stream.ToArray();
    }
}
