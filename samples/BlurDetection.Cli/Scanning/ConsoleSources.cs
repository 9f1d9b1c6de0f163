using BlurDetection.Scanning.Sources;

namespace BlurDetection.Cli.Scanning;

/// <summary>Turns what the user named into a source, and keeps its connections.</summary>
internal sealed class ConsoleSources(Uri? s3Endpoint, int maxBytes) : IDisposable
{
    private readonly HttpImages _http = new(new HttpOptions { MaxBytes = maxBytes });
    private S3Images? _buckets;

    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    public IScanSource Open(string root, bool allFiles, string results)
    {
        if (root == "-")
            return new ListSource(Console.In, "list from standard input", new ImageAddresses(_http, Endpoint is null ? null : Buckets()));
        if (S3Images.TryParse(root, out _, out _)) return new S3Source(Buckets(), root, allFiles);
        if (Directory.Exists(root)) return new FolderSource(root, allFiles, results);
        if (ArchiveSource.IsArchive(root)) return new ArchiveSource(root, allFiles);
        throw new FileNotFoundException($"'{root}' is neither a folder, a .zip or .tar archive, nor an address like s3://bucket/prefix.");
    }

    public void Dispose()
    {
        _http.Dispose();
        _buckets?.Dispose();
    }

    private Uri? Endpoint => s3Endpoint ?? S3Options.FromEnvironment().Endpoint;

    private S3Images Buckets()
    {
        var options = S3Options.FromEnvironment();
        (options.Endpoint, options.MaxBytes) = (Endpoint, maxBytes);
        return _buckets ??= new S3Images(options);
    }
}
