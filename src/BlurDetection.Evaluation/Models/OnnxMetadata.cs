using BlurDetection.Onnx;
using Google.Protobuf;

namespace BlurDetection.Evaluation.Models;

/// <summary>The custom metadata of an ONNX file, read and changed without touching the graph.</summary>
internal static class OnnxMetadata
{
    /// <summary>Every key and value.</summary>
    /// <param name="onnx">The bytes of an ONNX file.</param>
    /// <exception cref="InvalidModelException">The bytes are not an ONNX file.</exception>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlySpan<byte> onnx) => Read(OnnxModelReader.Parse(onnx));

    /// <summary>A copy with some values set; a value of <see langword="null"/> removes its key.</summary>
    /// <param name="onnx">The bytes of an ONNX file.</param>
    /// <param name="changes">See <see cref="BlurDetection.Models.ModelMetadataKeys"/>.</param>
    /// <exception cref="InvalidModelException">The bytes are not an ONNX file.</exception>
    public static byte[] Change(ReadOnlySpan<byte> onnx, IReadOnlyDictionary<string, string?> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var model = OnnxModelReader.Parse(onnx);
        Remove(model, changes.Keys);
        Set(model, changes.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!));
        return model.ToByteArray();
    }

    internal static IReadOnlyDictionary<string, string> Read(ModelProto model)
    {
        var metadata = new Dictionary<string, string>();
        foreach (var entry in model.MetadataProps) metadata[entry.Key] = entry.Value;
        return metadata;
    }

    internal static void Set(ModelProto model, IReadOnlyDictionary<string, string> metadata)
    {
        Remove(model, metadata.Keys);
        model.MetadataProps.AddRange(metadata.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => new StringStringEntryProto { Key = m.Key, Value = m.Value }));
    }

    private static void Remove(ModelProto model, IEnumerable<string> keys)
    {
        var gone = keys.ToHashSet();
        var kept = model.MetadataProps.Where(e => !gone.Contains(e.Key)).ToList();
        model.MetadataProps.Clear();
        model.MetadataProps.AddRange(kept);
    }
}
