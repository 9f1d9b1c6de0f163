namespace BlurDetection.Scanning.Sources;

/// <summary>Where the images of a scan come from. Gives each image once, in the same order in every run.</summary>
public abstract class ScanSource
{
    /// <summary>The images below a folder, by their ending or by their first bytes, in the order of their paths.</summary>
    /// <remarks>Links to folders are not followed; hidden files and those that other programs keep beside images are left out.</remarks>
    /// <param name="folder">Where to begin.</param>
    /// <param name="allFiles">Whether files are images whatever their ending.</param>
    /// <param name="except">Folders that are left out, such as the one for the results.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ScanSource FromFolder(string folder, bool allFiles = false, params IEnumerable<string> except) =>
        new FolderSource(folder, allFiles, except);

    /// <summary>The images in one archive (.zip, .tar, .tar.gz or .tgz, also WebDataset shards), read as a stream: nothing is
    /// unpacked.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="allFiles">Whether files in it are images whatever their ending.</param>
    /// <exception cref="ArgumentException">The ending is not one of an archive, or it is no regular file.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ScanSource FromArchive(string file, bool allFiles = false) => new ArchiveSource(file, allFiles);

    /// <summary>Images named by a list, one a line: paths, archives, http(s):// and s3:// addresses.</summary>
    /// <remarks>Images of archives are named "archive!/image". A line that was there already is left out: 40 bytes are kept
    /// for each line.</remarks>
    /// <param name="lines">The list; read once, to its end, and left open.</param>
    /// <param name="name">Names the list in results.</param>
    /// <param name="addresses">Opens addresses; stays the caller's.</param>
    public static ScanSource FromList(TextReader lines, string name, ImageAddresses addresses)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(addresses);
        return new ListSource(lines, name, addresses);
    }

    /// <summary>The images of an S3-compatible bucket.</summary>
    /// <param name="address">"s3://bucket" or "s3://bucket/prefix".</param>
    /// <param name="addresses">Lists and downloads; made with <see cref="S3Options"/>; stays the caller's.</param>
    /// <param name="allFiles">Whether objects are images whatever their ending.</param>
    /// <exception cref="ArgumentException">It is not such an address, or no S3 endpoint is set.</exception>
    public static ScanSource FromBucket(string address, ImageAddresses addresses, bool allFiles = false)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        if (addresses.Buckets is not { } buckets)
            throw new ArgumentException("No S3 endpoint is set: give --s3-endpoint or set AWS_ENDPOINT_URL.", nameof(addresses));
        return new S3Source(buckets, address, allFiles);
    }

    /// <summary>Whether a file is an archive by its ending.</summary>
    /// <param name="file">A name or a path.</param>
    public static bool IsArchive(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ArchiveReader.IsZip(file) || ArchiveReader.IsTar(file);
    }

    /// <summary>Names the source: a folder's full path, an address.</summary>
    public abstract string Name { get; }

    /// <summary>Files left out so far because neither their ending nor their content is an image's, because they are hidden or another
    /// program's, or because they are further names of images found already.</summary>
    public abstract long NotImages { get; }

    /// <summary>Links to folders met so far, which are not followed.</summary>
    public virtual long LinksNotFollowed => 0;

    /// <summary>Whether <see cref="FindAsync"/> gave every image of the root, so that one which it did not give is no longer there; asked
    /// after it has ended.</summary>
    public virtual bool IsWhole => false;

    /// <summary>Whether the paths of images stand for the same images in results of another source.</summary>
    /// <param name="root">The other source's <see cref="Name"/>.</param>
    internal virtual bool SharesPathsWith(string root) => true;

    /// <summary>Finds the images while they are taken; holds no more of them than one folder has.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public abstract IAsyncEnumerable<ScanItem> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the images, faster than finding them; <see langword="null"/> where that is not possible.</summary>
    /// <param name="cancellationToken">Ends counting.</param>
    public virtual Task<long?> CountAsync(CancellationToken cancellationToken = default) => Task.FromResult<long?>(null);
}
