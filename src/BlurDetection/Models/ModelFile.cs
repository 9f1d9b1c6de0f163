using System.Buffers.Binary;
using System.IO.Compression;
using BlurDetection.Imaging;
using BlurDetection.Inputs;

namespace BlurDetection.Models;

/// <summary>Gets the ONNX bytes out of a model file: an <c>.onnx</c> as it is, an ML.NET <c>.zip</c> by the graph inside.</summary>
internal static class ModelFile
{
    /// <summary>The most bytes that a model may have, packed or not: protobuf itself stops at twice that.</summary>
    private const int MostBytes = 1 << 30;

    // Weights hardly shrink, so honest models stay near 1; small ones of few values may shrink more.
    private const int MostGrowth = 100;
    private const int AlwaysAllowed = 16 << 20;

    /// <summary>The name under which ML.NET's ONNX transformer keeps its graph inside the zip.</summary>
    private const string GraphEntryName = "OnnxModel";

    /// <summary>The bytes of a model file as they are.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidModelException">It is empty, no regular file, or larger than any model.</exception>
    public static byte[] ReadBytes(string path)
    {
        // Opening a pipe waits for a writer that may never come.
        if (FileIdentity.Of(path) is { IsRegular: false })
            throw new InvalidModelException($"{path} is a folder, a pipe, a socket or a device, not a regular file.");
        using var stream = File.OpenRead(path);
        return ReadBytes(stream, path);
    }

    /// <summary>The ONNX bytes of an .onnx or .zip.</summary>
    /// <inheritdoc cref="ReadBytes(string)"/>
    public static byte[] ReadOnnx(string path) => Unpacked(ReadBytes(path), path);

    public static byte[] ReadOnnx(Stream stream, string source) => Unpacked(ReadBytes(stream, source), source);

    private static byte[] Unpacked(byte[] bytes, string source) => IsZip(bytes) ? ReadFromZip(bytes, source) : bytes;

    private static byte[] ReadBytes(Stream stream, string source)
    {
        // A device that a caller opened never ends, and has no length; neither has an empty file.
        if (stream is FileStream { CanSeek: true, Length: 0 })
            throw new InvalidModelException($"{source} is empty, or a device instead of a file.");
        if (stream.CanSeek && stream.Length - stream.Position > MostBytes) throw TooLarge(source);
        var bytes = ReadUpTo(stream, MostBytes) ?? throw TooLarge(source);
        return bytes.Length > 0 ? bytes : throw new InvalidModelException($"{source} is empty.");
    }

    private static InvalidModelException TooLarge(string source) => new($"{source} has more than {MostBytes} bytes, which no model has.");

    private static byte[]? ReadUpTo(Stream stream, long most)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (memory.Length + read > most) return null;
            memory.Write(buffer, 0, read);
        }
        return memory.ToArray();
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
            var most = Math.Min(MostBytes, Math.Max(AlwaysAllowed, (long)MostGrowth * bytes.Length));
            var entry = ReadUpTo(graph, most)
                ?? throw new InvalidModelException($"{source} is a zip that unpacks to more than {most} bytes, which no model does.");
            if (Crc32.Of(entry) != graphs[0].Crc32)
                throw new InvalidModelException($"{source} is a damaged zip: the checksum of its graph is another. Copy the file again.");
            return WithoutLength(entry);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException)
        {
            throw new InvalidModelException($"{source} is a damaged zip: {e.Message}", e);
        }
    }

    // ML.NET writes the length in front of the bytes.
    private static byte[] WithoutLength(byte[] entry) =>
        entry.Length >= sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(entry) == entry.Length - sizeof(int)
            ? entry[sizeof(int)..] : entry;

    // ML.NET writes its own path separator into entry names, so the name is looked for at the end.
    private static bool IsGraph(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(GraphEntryName, StringComparison.Ordinal)
            || entry.FullName.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
}
