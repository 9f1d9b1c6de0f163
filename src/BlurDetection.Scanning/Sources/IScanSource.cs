namespace BlurDetection.Scanning.Sources;

/// <summary>Where the images of a scan come from. Gives each image once, in the same order in every run.</summary>
public interface IScanSource
{
    /// <summary>Names the source: a folder's full path, an address.</summary>
    string Name { get; }

    /// <summary>Files left out so far because neither their ending nor their content is an image's, because they are hidden or another
    /// program's, or because they are further names of images found already.</summary>
    long NotImages { get; }

    /// <summary>Links to folders met so far, which are not followed.</summary>
    long LinksNotFollowed => 0;

    /// <summary>Whether <see cref="FindAsync"/> gave every image of the root, so that one which it did not give is no longer there; asked
    /// after it has ended.</summary>
    bool IsWhole => false;

    /// <summary>Finds the images while they are taken; holds no more of them than one folder has.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    IAsyncEnumerable<ScanItem> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the images, faster than finding them; <see langword="null"/> where that is not possible.</summary>
    /// <param name="cancellationToken">Ends counting.</param>
    Task<long?> CountAsync(CancellationToken cancellationToken = default) => Task.FromResult<long?>(null);
}
