using System.Runtime.CompilerServices;
using Minio;
using Minio.DataModel;
using Minio.DataModel.Args;
using Minio.Exceptions;

namespace BlurDetection.Scanning.Sources;

/// <summary>Lists and downloads images of S3-compatible buckets. Make one and keep it.</summary>
internal sealed class S3Images : IDisposable
{
    private const string Scheme = "s3://";
    private readonly IMinioClient _client;
    private readonly int _maxBytes;

    /// <summary>Creates the client.</summary>
    /// <param name="options">Server and keys.</param>
    /// <exception cref="ArgumentException">There is no endpoint, or an option is out of its range.</exception>
    public S3Images(S3Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Endpoint is null)
            throw new ArgumentException("No S3 endpoint is set: give --s3-endpoint or set AWS_ENDPOINT_URL.", nameof(options));
        OptionsValidation.Require(options);
        var client = new MinioClient().WithEndpoint(options.Endpoint.Authority).WithSSL(options.Endpoint.Scheme == Uri.UriSchemeHttps)
            .WithRegion(options.Region);
        if (options.AccessKey is { } key) client = client.WithCredentials(key, options.SecretKey ?? "");
        if (options.SessionToken is { } token) client = client.WithSessionToken(token);
        _client = client.Build();
        _maxBytes = options.MaxBytes;
    }

    /// <summary>Reads "s3://bucket/key".</summary>
    /// <param name="address">The address.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key or prefix; may be empty.</param>
    /// <returns>Whether it is an address of S3.</returns>
    public static bool TryParse(string address, out string bucket, out string key)
    {
        ArgumentNullException.ThrowIfNull(address);
        (bucket, key) = ("", "");
        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        string rest = address[Scheme.Length..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        (bucket, key) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        return bucket.Length > 0;
    }

    /// <summary>Downloads an image into memory.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="ImageTooLargeException">It has more bytes than allowed.</exception>
    /// <exception cref="MinioException">The server refuses.</exception>
    public async ValueTask<Stream> OpenAsync(string bucket, string key, CancellationToken cancellationToken = default)
    {
        byte[]? bytes = null;
        Exception? failed = null;
        await _client.GetObjectAsync(new GetObjectArgs().WithBucket(bucket).WithObject(key).WithCallbackStream(async (body, token) =>
        {
            try
            {
                var item = new ScanItem($"{Scheme}{bucket}/{key}", _ => ValueTask.FromResult(body));
                bytes = await FoundImage.BytesOfAsync(item, _maxBytes, token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is UnsupportedImageException or IOException)
            {
                failed = e;
            }
        }), cancellationToken).ConfigureAwait(false);
        if (failed is not null) throw failed;
        return new MemoryStream(bytes ?? throw new IOException($"{Scheme}{bucket}/{key} came without content."), writable: false);
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose() => _client.Dispose();

    internal async IAsyncEnumerable<ScanItem> ListAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var args = new ListObjectsArgs().WithBucket(bucket).WithPrefix(prefix).WithRecursive(true);
        await foreach (Item entry in _client.ListObjectsEnumAsync(args, cancellationToken).ConfigureAwait(false))
        {
            if (entry.IsDir) continue;
            string key = entry.Key;
            yield return new ScanItem(key, token => OpenAsync(bucket, key, token))
            {
                Size = (long)entry.Size,
                Modified = entry.LastModifiedDateTime?.ToUniversalTime(),
            };
        }
    }
}
