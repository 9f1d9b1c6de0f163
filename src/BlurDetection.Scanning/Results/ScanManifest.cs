using System.Text.Json;
using System.Text.Json.Serialization;
using BlurDetection.Evaluation.Files;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Scanning.Results;

/// <summary>What all parts in a folder of results have in common.</summary>
/// <param name="Version">The form of the folder.</param>
/// <param name="Model">The model and its settings, see <see cref="BlurClassifier.Identity"/>.</param>
/// <param name="Root">What the paths are below of: a folder's full path, an address.</param>
internal sealed record ScanManifest(int Version, string Model, string Root)
{
    public const int CurrentVersion = 1;
    private const string FileName = "scan.json";
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>What distinguishes equal paths: the root, or the bucket whose keys they are.</summary>
    [JsonIgnore]
    public string PathsBelow => S3Images.TryParse(Root, out string bucket, out _) ? $"s3://{bucket}" : Root;

    /// <summary>Writes the manifest into a new folder; in one with results, checks that they are of the same model, and that the same paths
    /// stand for the same images.</summary>
    /// <exception cref="ScanException">The folder holds results of another model or root, or is none of a scan.</exception>
    public static void Require(string folder, string model, string root, Predicate<string>? sharesPaths = null)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(new ScanManifest(CurrentVersion, model, root), Format);
            AtomicFile.Write(file, stream => stream.Write(json));
            return;
        }
        ScanManifest there = Read(folder);
        if (there.Model != model)
            throw new ScanException(
                $"'{folder}' holds results of the model '{there.Model}', not of '{model}'. Give another folder, or delete this one.");
        if (sharesPaths?.Invoke(there.Root) == false)
            throw new ScanException($"'{folder}' holds results of '{there.Root}', not of '{root}', and images of one name would be taken " +
                $"for each other. Give another folder; if the images were moved, write where they are now into '{file}'.");
    }

    /// <exception cref="ScanException">The folder is none of a scan, or its manifest has over 64 MiB.</exception>
    public static ScanManifest Read(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) throw new ScanException($"'{folder}' holds no results of a scan: there is no {FileName}.");
        try
        {
            byte[] json = DocumentFile.ReadBytes(file, message => new ScanException(message));
            var manifest = JsonSerializer.Deserialize<ScanManifest>(json, Format);
            if (manifest is { Version: CurrentVersion, Model: not null, Root: not null }) return manifest;
        }
        catch (JsonException e)
        {
            throw new ScanException($"'{file}' cannot be read: {e.Message}", e);
        }
        throw new ScanException($"'{file}' is not of version {CurrentVersion}, which is the one that this program reads.");
    }
}
