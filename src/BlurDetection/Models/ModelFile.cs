using System.Buffers.Binary;
using System.IO.Compression;

namespace BlurDetection.Models;

/// <summary>Gets the ONNX bytes out of a model file: an <c>.onnx</c> as it is, an ML.NET <c>.zip</c> by the graph inside.</summary>
internal static class ModelFile
{
    /// <summary>The name under which ML.NET's ONNX transformer keeps its graph inside the zip.</summary>
    private const string GraphEntryName = "OnnxModel";

    public static byte[] ReadOnnx(Stream stream, string source)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        if (memory.Length == 0) throw new InvalidModelException($"{source} is empty.");
        var bytes = memory.ToArray();
        return IsZip(bytes) ? ReadFromZip(bytes, source) : bytes;
    }

    private static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK"u8);

    private static byte[] ReadFromZip(byte[] bytes, string source)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            var graphs = zip.Entries.Where(IsGraph).ToList();
            if (graphs.Count != 1)
                throw new InvalidModelException(
                    $"{source} is a zip with {graphs.Count} ONNX graphs inside; an ML.NET model saved by BlurDetection has exactly one.");
            using var graph = graphs[0].Open();
            using var memory = new MemoryStream();
            graph.CopyTo(memory);
            return WithoutLength(memory.ToArray());
        }
        catch (InvalidDataException e)
        {
            throw new InvalidModelException($"{source} is a damaged zip: {e.Message}", e);
        }
    }

    // ML.NET writes the length in front of the bytes.
    private static byte[] WithoutLength(byte[] entry) =>
        entry.Length >= sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(entry) == entry.Length - sizeof(int) ? entry[sizeof(int)..] : entry;

    // ML.NET writes its own path separator into entry names, so the name is looked for at the end.
    private static bool IsGraph(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(GraphEntryName, StringComparison.Ordinal) || entry.FullName.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
}
