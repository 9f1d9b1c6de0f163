using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Reporting;

/// <summary>Writes the results of scans as a gallery that opens from a disk: index.html and scripts beside it, each
/// smaller than 5 MB.</summary>
public static class ScanReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="results">The results.</param>
    /// <param name="folder">For the report; a report that is there is replaced once the new one is whole.</param>
    /// <param name="options">What is shown; the defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told how many thumbnails there are.</param>
    /// <param name="cancellationToken">Ends writing; an older report stays.</param>
    /// <returns>The path of index.html.</returns>
    /// <exception cref="ScanException">There are no results, or the folder holds something that is not a report.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task<string> WriteAsync(
        ScanResults results, string folder, ScanReportOptions? options = null, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new ScanReportOptions();
        OptionsValidation.Require(options);
        string root = Path.GetFullPath(options.ImagesFolder ?? results.Root);
        bool local = Directory.Exists(root);
        GalleryRows gallery = await GalleryRows.ReadAsync(results, options.MaxImages, cancellationToken).ConfigureAwait(false);
        if (gallery.Total == 0) throw new ScanException("There are no results yet: the scan has written no part.");
        using var thumbnails = await GalleryImages.MakeAsync(results, gallery, local && options.Thumbnails ? root : null, options, progress,
            cancellationToken).ConfigureAwait(false);
        await Task.Run(() => thumbnails.FindGroups(gallery, options.NearDuplicates), cancellationToken).ConfigureAwait(false);

        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string beside = folder + ".tmp";
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            && !File.Exists(Path.Combine(folder, GalleryPages.Index)))
            throw new ScanException($"'{folder}' holds something that is not a report: give another folder.");
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        try
        {
            string? images = local ? Path.GetRelativePath(folder, root).Replace('\\', '/') + "/" : null;
            new GalleryPages(beside).Write(results, gallery, thumbnails, images, cancellationToken);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(beside, folder);
        }
        finally
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        }
        return Path.Combine(folder, GalleryPages.Index);
    }
}
