using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlurDetection.Evaluation.Files;
using ICSharpCode.SharpZipLib.Checksum;

namespace BlurDetection.Training.Keras.Import;

/// <summary>Files and their parts in memory.</summary>
internal static class ModelBytes
{
    internal const string WeightsEntry = "model.weights.h5";

    private const long MostBytes = 1L << 31;

    private static ReadOnlySpan<byte> Hdf5Signature => [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal static byte[] Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new FileNotFoundException($"There is no file {path}.", path);
        DocumentFile.RequireRegular(path, message => new InvalidModelException(message));
        // Array.MaxLength is a little less.
        if (file.Length >= Math.Min(MostBytes, Array.MaxLength))
            throw new InvalidModelException($"{path}: the file has {file.Length:N0} bytes; files below 2 GiB are read.");
        return File.ReadAllBytes(path);
    }

    internal static bool IsHdf5(ReadOnlySpan<byte> content) => content.StartsWith(Hdf5Signature);

    internal static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK"u8);

    internal static bool IsJson(ReadOnlySpan<byte> content)
    {
        content = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        return content.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }

    /// <summary>An entry of a zip, its checksum compared.</summary>
    internal static byte[] Entry(ZipArchive archive, string name, string path)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidModelException($"{path}: the archive has no {name}.");
        if (entry.Length >= Math.Min(MostBytes, Array.MaxLength))
            throw new InvalidModelException($"{path}: {name} has {entry.Length:N0} bytes; less than 2 GiB are read.");
        using var content = new MemoryStream();
        using (var stream = entry.Open())
        {
            // The size that an entry claims is not believed before it is there.
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > entry.Length) throw new InvalidModelException($"{path}: {name} is longer than the archive says.");
            }
        }
        byte[] bytes = content.ToArray();
        var checksum = new Crc32();
        checksum.Update(bytes);
        return (uint)checksum.Value == entry.Crc32 && bytes.LongLength == entry.Length ? bytes
            : throw new InvalidModelException($"{path}: {name} is damaged: its checksum is not the archive's.");
    }

    internal static JsonNode? Json(byte[] utf8, string path) => Json(Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF'), path);

    internal static JsonNode? Json(string text, string path)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException e)
        {
            throw new InvalidModelException($"{path}: the configuration is not JSON: {e.Message}", e);
        }
    }
}
