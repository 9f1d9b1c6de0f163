using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Scanning.Sources;

/// <summary>The images below a folder, in the order of their paths.</summary>
/// <remarks>Holds the names of the folders on the way to the current image, one entry for each file in them. Links to folders are not followed; hidden files and those that other programs keep beside images are left out.</remarks>
public sealed class FolderSource : IScanSource
{
    private readonly bool _allFiles;
    private readonly string[] _except;
    private long _notImages, _links;

    /// <summary>Creates the source.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="allFiles">Whether files are images whatever their ending.</param>
    /// <param name="except">Folders that are left out, such as the one for the results.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public FolderSource(string folder, bool allFiles = false, params IEnumerable<string> except)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        Name = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        _allFiles = allFiles;
        _except = [.. except.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long NotImages => Volatile.Read(ref _notImages);

    /// <inheritdoc/>
    public long LinksNotFollowed => Volatile.Read(ref _links);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ScanItem> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (_notImages, _links) = (0, 0);
        await Task.Yield();
        foreach (ScanItem item in Below(Name, ""))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <inheritdoc/>
    public Task<long?> CountAsync(CancellationToken cancellationToken = default) => Task.Run<long?>(() => Count(Name, cancellationToken), cancellationToken);

    private IEnumerable<ScanItem> Below(string folder, string prefix)
    {
        FolderEntry[]? entries = null;
        Exception? refused = null;
        try
        {
            entries = [.. Entries(folder)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refused = e;
        }
        if (entries is null)
        {
            yield return new ScanItem(prefix.Length == 0 ? "./" : prefix, _ => throw refused!);
            yield break;
        }
        // "a/" is sorted as it stands in paths, so the whole walk is in the order of the paths.
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (FolderEntry entry in entries)
        {
            string path = Path.Join(folder, entry.Name);
            if (!entry.Name.EndsWith('/')) yield return Item(path, prefix + entry.Name, entry);
            else if (entry.IsLink) _links++;
            else if (!_except.Contains(Path.TrimEndingDirectorySeparator(path), StringComparer.Ordinal))
                foreach (ScanItem item in Below(path, prefix + entry.Name)) yield return item;
        }
    }

    private IEnumerable<FolderEntry> Entries(string folder) => new FileSystemEnumerable<FolderEntry>(folder, Read, Options)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) =>
        {
            bool taken = IsWanted(ref entry);
            if (!taken) _notImages++;
            return taken;
        },
    };

    // Hidden files and those of other programs are no one's images; all but ".*" are folders.
    private bool IsWanted(ref FileSystemEntry entry) =>
        entry.FileName is not ['.', ..]
        && (entry.IsDirectory ? !PictureFiles.IsCompanion(entry.FileName.ToString()) : _allFiles || ImageEndings.IsImage(entry.FileName));

    private static EnumerationOptions Options => new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private static FolderEntry Read(ref FileSystemEntry entry)
    {
        bool link = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
        if (entry.IsDirectory) return new FolderEntry(string.Concat(entry.FileName, "/"), link, 0, default);
        return new FolderEntry(entry.FileName.ToString(), link, entry.Length, entry.LastWriteTimeUtc.UtcDateTime);
    }

    private static ScanItem Item(string path, string name, FolderEntry entry)
    {
        var (size, modified) = (entry.Size, entry.Modified);
        if (entry.IsLink && Target(path) is { } target) (size, modified) = (target.Length, target.LastWriteTimeUtc);
        return new ScanItem(name, _ => ValueTask.FromResult<Stream>(File.OpenRead(path))) { Size = size, Modified = modified, LocalPath = path };
    }

    private static FileInfo? Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true) is FileInfo { Exists: true } file ? file : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // reading it will say why
        }
    }

    private long Count(string folder, CancellationToken cancellationToken)
    {
        long count = 0;
        var options = Options;
        (options.RecurseSubdirectories, options.IgnoreInaccessible) = (true, true);
        var files = new FileSystemEnumerable<bool>(folder, (ref FileSystemEntry _) => true, options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsWanted(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                IsWanted(ref entry) && (entry.Attributes & FileAttributes.ReparsePoint) == 0 && !_except.Contains(entry.ToFullPath(), StringComparer.Ordinal),
        };
        foreach (bool _ in files)
        {
            if ((++count & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
        }
        return count;
    }

    private readonly record struct FolderEntry(string Name, bool IsLink, long Size, DateTime Modified);
}
