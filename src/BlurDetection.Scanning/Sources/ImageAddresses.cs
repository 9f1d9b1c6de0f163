using BlurDetection.Evaluation.Data;

namespace BlurDetection.Scanning.Sources;

/// <summary>Opens images by address: a path, http(s)://... or s3://bucket/key.</summary>
/// <param name="http">For http and https.</param>
/// <param name="buckets">For s3; <see langword="null"/> if no endpoint is known.</param>
public sealed class ImageAddresses(HttpImages http, S3Images? buckets = null)
{
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
        if (IsHttp(address)) return new ScanItem(address, token => http.OpenAsync(address, token));
        if (S3Images.TryParse(address, out string bucket, out string key))
            return new ScanItem(address, token => Buckets().OpenAsync(bucket, key, token));
        var file = new FileInfo(address);
        return new ScanItem(address, _ => ValueTask.FromResult<Stream>(OpenFile(address)))
        {
            LocalPath = address, Size = file.Exists ? file.Length : null, Modified = file.Exists ? file.LastWriteTimeUtc : null,
        };
    }

    // A list may name anything; opening a pipe waits for a writer that never comes.
    private static FileStream OpenFile(string path) => File.Exists(path) && !ImageFiles.IsRegular(path)
        ? throw new UnsupportedImageException($"'{path}' is a pipe, a socket or a device, not a regular file.")
        : File.OpenRead(path);

    private static bool IsHttp(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private S3Images Buckets() => buckets ?? throw new NotSupportedException("No S3 endpoint is set: give one, and its access keys.");
}
