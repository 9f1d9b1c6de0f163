using System.Runtime.CompilerServices;

namespace BlurDetection.Scanning.Sources;

/// <summary>The images of an S3-compatible bucket.</summary>
public sealed class S3Source : IScanSource
{
    private readonly S3Images _images;
    private readonly string _bucket, _prefix;
    private readonly bool _allFiles;

    /// <summary>Creates the source.</summary>
    /// <param name="images">The client; stays the caller's.</param>
    /// <param name="address">"s3://bucket" or "s3://bucket/prefix".</param>
    /// <param name="allFiles">Whether objects are images whatever their ending.</param>
    /// <exception cref="ArgumentException">It is no such address.</exception>
    public S3Source(S3Images images, string address, bool allFiles = false)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!S3Images.TryParse(address, out _bucket, out _prefix))
            throw new ArgumentException($"'{address}' must be like s3://bucket/prefix.", nameof(address));
        (_images, Name, _allFiles) = (images, address, allFiles);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long NotImages { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ScanItem> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        NotImages = 0;
        await foreach (ScanItem item in _images.ListAsync(_bucket, _prefix, cancellationToken).ConfigureAwait(false))
        {
            if (_allFiles || ImageEndings.IsImage(item.Path)) yield return item;
            else NotImages++;
        }
    }
}
