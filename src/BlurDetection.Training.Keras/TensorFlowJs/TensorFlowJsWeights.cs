using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;

namespace BlurDetection.Training.Keras.TensorFlowJs;

/// <summary>The weights of a layers model: a list in model.json, and files that hold the numbers one after the other.</summary>
internal sealed class TensorFlowJsWeights : IWeightSource
{
    private const long MostBytes = 1L << 31;

    private readonly string _source;
    private readonly Dictionary<string, KerasArray> _arrays = [];

    /// <exception cref="InvalidModelException">A file is missing, or is of another size than the list says.</exception>
    internal TensorFlowJsWeights(JsonNode? manifest, string folder, string source, CancellationToken cancellationToken)
    {
        _source = source;
        if (manifest is not JsonArray groups) throw Broken("it has no weightsManifest");
        foreach (var group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (group is not JsonObject entry || entry["paths"] is not JsonArray paths || entry["weights"] is not JsonArray weights)
                throw Broken("its weightsManifest cannot be read");
            ReadGroup(ReadShards(paths, folder), weights);
        }
    }

    public IReadOnlyList<KerasArray> Read(GraphNode layer, IReadOnlyList<WeightRule> rules) => [.. rules.Select(rule => Find(layer, rule))];

    private KerasArray Find(GraphNode layer, WeightRule rule)
    {
        string name = $"{layer.Id[^1]}/{rule.KerasName}";
        if (_arrays.TryGetValue(name, out var array)) return array;
        // Converted models may have a scope before or between.
        var others = _arrays.Where(other => other.Key.Split('/') is [.., var leaf] parts && leaf == rule.KerasName
            && parts.SkipLast(1).Contains(layer.Id[^1])).Select(other => other.Value).ToList();
        return others is [var one] ? one : throw Broken($"it has {others.Count} weights that could be '{name}'");
    }

    private byte[] ReadShards(JsonArray paths, string folder)
    {
        using var all = new MemoryStream();
        foreach (var node in paths)
        {
            string path = Text(node) ?? throw Broken("a path of its weights is not text");
            // A model from elsewhere must not name any other file of this machine.
            if (Path.IsPathRooted(path) || path.Split('/', '\\').Contains("..") || path.Contains(':', StringComparison.Ordinal))
                throw Broken($"its weights '{path}' lie outside of its folder");
            string file = Path.Combine(folder, path);
            if (!File.Exists(file)) throw Broken($"its weights '{path}' are missing beside it");
            DocumentFile.RequireRegular(file, Broken);
            if (all.Length + new FileInfo(file).Length > MostBytes) throw Broken($"its weights have more than {MostBytes:N0} bytes");
            using var stream = File.OpenRead(file);
            stream.CopyTo(all);
        }
        return all.ToArray();
    }

    private void ReadGroup(byte[] content, JsonArray weights)
    {
        long place = 0;
        foreach (var node in weights)
        {
            if (node is not JsonObject weight || Text(weight["name"]) is not { } name || weight["shape"] is not JsonArray sides)
                throw Broken("its weightsManifest cannot be read");
            long[] shape = [.. sides.Select(side => LayerConfig.AsInt(side) is >= 0 and var known ? (long)known
                : throw Broken($"the shape of '{name}' is {sides.ToJsonString()}"))];
            long count = checked(shape.Aggregate(1L, (a, b) => checked(a * b)));
            string type = Text(weight["dtype"]) ?? "";
            var quantization = weight["quantization"] as JsonObject;
            int size = (quantization is null ? type : Text(quantization["dtype"]) ?? "") switch
            {
                "float32" or "int32" => 4,
                "float16" or "uint16" => 2,
                "uint8" or "bool" => 1,
                var other => throw Broken($"'{name}' is of the type '{other}'"),
            };
            if (count > (content.Length - place) / size) throw Broken($"its weight files end before '{name}'");
            var bytes = content.AsSpan((int)place, (int)(count * size));
            place += count * size;
            // Counters and the optimiser's steps are not weights of a layer.
            if (type != "float32") continue;
            if (!_arrays.TryAdd(name, new KerasArray(shape, Values(bytes, quantization, name))))
                throw Broken($"it has two weights called '{name}'");
        }
        if (place != content.Length) throw Broken($"its weight files have {content.Length:N0} bytes, but its list {place:N0}");
    }

    private float[] Values(ReadOnlySpan<byte> bytes, JsonObject? quantization, string name)
    {
        if (quantization is null) return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        string type = Text(quantization["dtype"])!;
        var values = new float[type == "uint8" ? bytes.Length : bytes.Length / 2];
        if (type == "float16")
        {
            for (int i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
            return values;
        }
        if (type is not ("uint8" or "uint16") || LayerConfig.AsDouble(quantization["scale"]) is not { } scale
            || LayerConfig.AsDouble(quantization["min"]) is not { } least)
            throw Broken($"the quantization of '{name}' cannot be read");
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)((type == "uint8" ? bytes[i] : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..])) * scale + least);
        return values;
    }

    private InvalidModelException Broken(string what) => new($"{_source}: {what}.");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
