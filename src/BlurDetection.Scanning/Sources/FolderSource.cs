using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Sources;

/// <summary>The images below a folder, by their ending or by their first bytes, in the order of their paths.</summary>
/// <remarks>Holds the names of the folders on the way to the current image, one entry for each file in them. Links to folders are not
/// followed; hidden files and those that other programs keep beside images are left out.</remarks>
internal sealed class FolderSource : ScanSource
{
    private readonly bool _allFiles;
    private readonly string[] _except;
    private long _notImages, _links, _refused;

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

    public override string Name { get; }

    public override long NotImages => Volatile.Read(ref _notImages);

    public override long LinksNotFollowed => Volatile.Read(ref _links);

    /// <summary>Whether all folders could be listed.</summary>
    public override bool IsWhole => Volatile.Read(ref _refused) == 0;

    internal override bool SharesPathsWith(string root) => root == Name;

    public override async IAsyncEnumerable<ScanItem> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (_notImages, _links, _refused) = (0, 0, 0);
        await Task.Yield();
        var walk = new FolderWalk(Name, new FolderWalkOptions
        {
            Filter = path => _allFiles || ImageEndings.IsImage(path) || ImageContent.IsImage(path),
            OnFiltered = _ => _notImages++,
            Except = _except,
            EveryName = true, // a row for each path: copies by hard links are acted on one by one
        });
        foreach (WalkedFile file in walk.Files(cancellationToken))
        {
            _links = walk.LinksNotFollowed;
            if (file.Refused is not null) _refused++;
            yield return Item(file);
        }
        _links = walk.LinksNotFollowed;
        _notImages += walk.Companions + walk.SpecialFiles + walk.Repeated;
    }

    /// <summary>How many images there are by their ending: no file is opened to foresee how long a scan takes.</summary>
    public override Task<long?> CountAsync(CancellationToken cancellationToken = default) =>
        Task.Run<long?>(() => Count(Name, cancellationToken), cancellationToken);

    private static ScanItem Item(WalkedFile file)
    {
        if (file.Refused is { } refused) return new ScanItem(file.RelativePath, _ => throw refused);
        bool isThere = file.Modified != default;
        if (!isThere && file.Path.Contains('\uFFFD', StringComparison.Ordinal)) // what stands for bytes that are not UTF-8
            return new ScanItem(file.RelativePath, _ => throw new FileNotFoundException(
                $"'{file.RelativePath}' cannot be opened, since its name is not UTF-8: rename it."));
        return new ScanItem(file.RelativePath, _ => ValueTask.FromResult<Stream>(File.OpenRead(file.Path)))
        {
            Size = isThere ? file.Length : null, Modified = isThere ? file.Modified : null, LocalPath = file.Path,
        };
    }

    // Hidden files and those of other programs are no one's images; all but ".*" are folders.
    private bool IsWanted(ref FileSystemEntry entry) =>
        entry.FileName is not ['.', ..]
        && (entry.IsDirectory ? !ImageFiles.IsCompanion(entry.FileName.ToString()) : _allFiles || ImageEndings.IsImage(entry.FileName));

    private static EnumerationOptions Options => new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private long Count(string folder, CancellationToken cancellationToken)
    {
        long count = 0;
        var options = Options;
        (options.RecurseSubdirectories, options.IgnoreInaccessible) = (true, true);
        var files = new FileSystemEnumerable<bool>(folder, (ref FileSystemEntry _) => true, options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsWanted(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                IsWanted(ref entry) && (entry.Attributes & FileAttributes.ReparsePoint) == FileAttributes.None
                    && !_except.Contains(entry.ToFullPath(), StringComparer.Ordinal),
        };
        foreach (bool _ in files)
        {
            if ((++count & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
        }
        return count;
    }
}
