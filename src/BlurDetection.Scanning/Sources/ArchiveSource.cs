using System.Runtime.CompilerServices;

namespace BlurDetection.Scanning.Sources;

/// <summary>The images in one ZIP or TAR archive (also .tar.gz, and WebDataset shards), read as a stream: nothing is unpacked.</summary>
internal sealed class ArchiveSource : ScanSource
{
    private readonly ArchiveReader _reader;

    /// <summary>Creates the source.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="allFiles">Whether files in it are images whatever their ending.</param>
    /// <exception cref="ArgumentException">The ending is not one of an archive, or it is no regular file.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public ArchiveSource(string file, bool allFiles = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        if (!IsArchive(file)) throw new ArgumentException($"'{file}' must end in .zip, .tar, .tar.gz or .tgz.", nameof(file));
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no file '{file}'.", file);
        if (ArchiveReader.IsSpecial(file)) throw new ArgumentException(ArchiveReader.NotRegular(file), nameof(file));
        Name = Path.GetFullPath(file);
        _reader = new ArchiveReader(allFiles);
    }

    public override string Name { get; }

    public override long NotImages => _reader.NotImages;

    internal override bool SharesPathsWith(string root) => root == Name;

    public override async IAsyncEnumerable<ScanItem> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ScanItem item in _reader.ReadAsync(Name, "", cancellationToken).ConfigureAwait(false)) yield return item;
    }
}
