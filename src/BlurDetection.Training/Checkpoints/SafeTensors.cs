using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlurDetection.Training.Checkpoints;

/// <summary>The safetensors format: a length, a JSON header, and the values, 32-bit floats here. Python reads it with
/// safetensors.numpy.load_file.</summary>
internal static class SafeTensors
{
    private const string MetadataKey = "__metadata__";

    internal static void Write(
        Stream stream, IReadOnlyDictionary<string, NetworkWeight> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = new JsonObject { [MetadataKey] = JsonSerializer.SerializeToNode(metadata) };
        long offset = 0;
        foreach (var (name, tensor) in tensors)
        {
            var end = offset + tensor.Values.LongLength * sizeof(float);
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = JsonSerializer.SerializeToNode(tensor.Shape),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        stream.Write(json);
        foreach (var tensor in tensors.Values) stream.Write(MemoryMarshal.AsBytes<float>(tensor.Values));
    }

    /// <exception cref="InvalidDataException">The bytes are cut short or are not such a file.</exception>
    internal static (Dictionary<string, NetworkWeight> Tensors, Dictionary<string, string> Metadata) Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes));
            using var header = JsonDocument.Parse(bytes.Slice(8, length).ToArray());
            var values = bytes[(8 + length)..];
            var tensors = new Dictionary<string, NetworkWeight>();
            var metadata = new Dictionary<string, string>();
            foreach (var entry in header.RootElement.EnumerateObject())
            {
                if (entry.Name == MetadataKey)
                {
                    foreach (var item in entry.Value.EnumerateObject()) metadata[item.Name] = item.Value.GetString()!;
                    continue;
                }
                if (entry.Value.GetProperty("dtype").GetString() != "F32")
                    throw new InvalidDataException($"'{entry.Name}' is not of 32-bit floats.");
                var offsets = entry.Value.GetProperty("data_offsets");
                var (from, to) = (offsets[0].GetInt32(), offsets[1].GetInt32());
                long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
                float[] numbers = MemoryMarshal.Cast<byte, float>(values[from..to]).ToArray();
                if (shape.Any(side => side < 0) || shape.Aggregate(1L, (a, b) => checked(a * b)) != numbers.Length)
                    throw new InvalidDataException($"'{entry.Name}' has {numbers.Length} values, which is not its shape.");
                tensors[entry.Name] = new NetworkWeight(shape, numbers);
            }
            return (tensors, metadata);
        }
        catch (Exception e)
            when (e is ArgumentException or OverflowException or JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The file is cut short or damaged.", e);
        }
    }
}
