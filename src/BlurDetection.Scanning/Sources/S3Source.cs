using System.Runtime.CompilerServices;

namespace BlurDetection.Scanning.Sources;

/// <summary>The images of an S3-compatible bucket.</summary>
internal sealed class S3Source : ScanSource
{
    private readonly S3Images _images;
    private readonly string _bucket, _prefix;
    private readonly bool _allFiles;
    private long _notImages;

    /// <summary>Creates the source.</summary>
    /// <param name="images">The client; stays the caller's.</param>
    /// <param name="address">"s3://bucket" or "s3://bucket/prefix".</param>
    /// <param name="allFiles">Whether objects are images whatever their ending.</param>
    /// <exception cref="ArgumentException">It is not such an address.</exception>
    public S3Source(S3Images images, string address, bool allFiles = false)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!S3Images.TryParse(address, out _bucket, out _prefix))
            throw new ArgumentException($"'{address}' must be like s3://bucket/prefix.", nameof(address));
        (_images, Name, _allFiles) = (images, address, allFiles);
    }

    public override string Name { get; }

    public override long NotImages => _notImages;

    internal override bool SharesPathsWith(string root) => S3Images.TryParse(root, out string bucket, out _) && bucket == _bucket;

    public override async IAsyncEnumerable<ScanItem> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _notImages = 0;
        await foreach (ScanItem item in _images.ListAsync(_bucket, _prefix, cancellationToken).ConfigureAwait(false))
        {
            if (_allFiles || ImageEndings.IsImage(item.Path)) yield return item;
            else _notImages++;
        }
    }
}
