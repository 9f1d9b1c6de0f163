using BlurDetection.Scanning.Sources;

namespace BlurDetection.Cli.Scanning;

/// <summary>Turns what the user named into a source, and keeps its connections.</summary>
internal sealed class ConsoleSources(Uri? s3Endpoint, int maxBytes) : IDisposable
{
    private readonly ImageAddresses _addresses = new(new HttpOptions { MaxBytes = maxBytes }, Buckets(s3Endpoint, maxBytes));

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public ScanSource Open(string root, bool allFiles, string results)
    {
        if (root == "-") return ScanSource.FromList(Console.In, "list from standard input", _addresses);
        if (root.StartsWith("s3://", StringComparison.OrdinalIgnoreCase)) return ScanSource.FromBucket(root, _addresses, allFiles);
        if (Directory.Exists(root)) return ScanSource.FromFolder(root, allFiles, results);
        if (ScanSource.IsArchive(root)) return ScanSource.FromArchive(root, allFiles);
        throw new FileNotFoundException($"'{root}' is neither a folder, a .zip or .tar archive, nor an address like s3://bucket/prefix.");
    }

    public void Dispose() => _addresses.Dispose();

    private static S3Options Buckets(Uri? endpoint, int maxBytes)
    {
        var options = S3Options.FromEnvironment();
        (options.Endpoint, options.MaxBytes) = (endpoint ?? options.Endpoint, maxBytes);
        return options;
    }
}
