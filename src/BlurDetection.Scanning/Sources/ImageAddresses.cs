using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Sources;

/// <summary>Opens images by address: a path, http(s)://... or s3://bucket/key. Make one and keep it: it keeps connections.</summary>
public sealed class ImageAddresses : IDisposable
{
    private readonly HttpImages _http;
    private readonly S3Images? _buckets;

    /// <summary>Creates the connections.</summary>
    /// <param name="http">Limits of downloads from http(s); <see langword="null"/> for the defaults.</param>
    /// <param name="buckets">Server and keys for s3; <see langword="null"/> or without an endpoint if there are no buckets.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ImageAddresses(HttpOptions? http = null, S3Options? buckets = null)
    {
        _buckets = buckets?.Endpoint is null ? null : new S3Images(buckets);
        _http = new HttpImages(http);
    }

    internal S3Images? Buckets => _buckets;

    /// <summary>Whether a text is an address with a scheme that is known, and not a path.</summary>
    /// <param name="text">A path or an address.</param>
    public static bool IsAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsHttp(text) || S3Images.TryParse(text, out _, out _);
    }

    /// <summary>The image at an address; it is opened later, and an error comes then.</summary>
    /// <param name="address">The address.</param>
    public ScanItem Find(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        if (IsHttp(address)) return new ScanItem(address, token => _http.OpenAsync(address, token));
        if (S3Images.TryParse(address, out string bucket, out string key))
            return new ScanItem(address, token => _buckets?.OpenAsync(bucket, key, token)
                ?? throw new NotSupportedException("No S3 endpoint is set: give one, and its access keys."));
        var file = new FileInfo(address);
        if (!file.Exists && Directory.Exists(address))
            return new ScanItem(address,
                _ => throw new UnsupportedImageException($"'{address}' is a folder: name the files in it, or scan it by itself."));
        return new ScanItem(address, _ => ValueTask.FromResult<Stream>(OpenFile(address)))
        {
            LocalPath = address, Size = file.Exists ? file.Length : null, Modified = file.Exists ? file.LastWriteTimeUtc : null,
        };
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _buckets?.Dispose();
    }

    // A list may name anything; opening a pipe waits for a writer that never comes.
    private static FileStream OpenFile(string path) => ArchiveReader.IsSpecial(path)
        ? throw new UnsupportedImageException(ArchiveReader.NotRegular(path)) : File.OpenRead(path);

    private static bool IsHttp(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
