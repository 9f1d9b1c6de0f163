using System.Globalization;
using BlurDetection.Training.Keras.Export;
using BlurDetection.Training.Keras.Weights;
using PureHDF;

namespace BlurDetection.Training.Keras.Hdf5;

/// <summary>Writes weights in both layouts of Keras.</summary>
internal static class Hdf5Writer
{
    // The widest that HDF5 lets an attribute be, less what Keras leaves free.
    private const int MostBytesOfAList = 64512;

    /// <summary>The older layout, with the model's configuration.</summary>
    internal static byte[] Legacy(string config, string version, IReadOnlyList<ExportedLayer> layers)
    {
        var weights = new H5Group { Attributes = new() { ["backend"] = "tensorflow", ["keras_version"] = version } };
        AddList(weights, "layer_names", [.. layers.Select(layer => layer.Name)]);
        foreach (var layer in layers)
        {
            var group = new H5Group();
            weights[layer.Name] = group;
            var names = layer.Arrays.Select(weight => $"{layer.Name}/{weight.Name}:0").ToList();
            foreach (var (name, array) in layer.Arrays) Group(group, layer.Name)[$"{name}:0"] = Data(array);
            if (layer.Counts)
            {
                names.Add($"{layer.Name}/count:0");
                Group(group, layer.Name)["count:0"] = new H5Dataset(0L);
            }
            AddList(group, "weight_names", names);
        }
        var file = new H5File
        {
            ["model_weights"] = weights,
            Attributes = new() { ["model_config"] = config, ["backend"] = "tensorflow", ["keras_version"] = version },
        };
        return Bytes(file);
    }

    /// <summary>The newer layout: variables by number.</summary>
    internal static byte[] Variables(IReadOnlyList<ExportedLayer> layers)
    {
        var file = new H5File { ["vars"] = new H5Group() };
        foreach (var layer in layers)
        {
            var variables = Group(file, $"{layer.VariablePath}/vars");
            for (int i = 0; i < layer.Arrays.Count; i++) variables[i.ToString(CultureInfo.InvariantCulture)] = Data(layer.Arrays[i].Array);
            if (layer.Counts) variables[layer.Arrays.Count.ToString(CultureInfo.InvariantCulture)] = new H5Dataset(0L);
            if (layer.HasSeed) Group(file, $"{layer.VariablePath}/seed_generator/vars")["0"] = new H5Dataset(new long[2]);
        }
        return Bytes(file);
    }

    private static H5Dataset Data(KerasArray array) => new(array.Values, fileDims: [.. array.Shape.Select(side => (ulong)side)]);

    private static void AddList(H5Group group, string attribute, IReadOnlyList<string> texts)
    {
        // Of references of 16 bytes each to the texts. Keras reads an empty list of floats as none.
        int most = MostBytesOfAList / 16;
        if (texts.Count == 0) group.Attributes[attribute] = Array.Empty<double>();
        else if (texts.Count <= most) group.Attributes[attribute] = texts.ToArray();
        else foreach (var (part, i) in texts.Chunk(most).Select((part, i) => (part, i))) group.Attributes[$"{attribute}{i}"] = part;
    }

    private static H5Group Group(H5Group outer, string path)
    {
        foreach (string name in path.Split('/'))
        {
            if (!outer.TryGetValue(name, out object? inner)) outer[name] = inner = new H5Group();
            outer = (H5Group)inner;
        }
        return outer;
    }

    private static byte[] Bytes(H5File file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}
