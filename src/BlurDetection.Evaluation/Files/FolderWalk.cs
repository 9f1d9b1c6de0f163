using System.IO.Enumeration;
using BlurDetection.Inputs;

namespace BlurDetection.Evaluation.Files;

/// <summary>The regular files below a folder, each once, in the order of their paths.</summary>
/// <remarks>
/// A file with several names (hard links, links) is given under the first, unless the options say otherwise; pipes, sockets and devices are
/// left out. Memory holds the names of the folders on the way to the current file, and 16 bytes for each file that has further names or was
/// reached by a link (for every file where links to folders are followed).
/// </remarks>
internal sealed class FolderWalk
{
    private readonly string _folder, _realFolder;
    private readonly FolderWalkOptions _options;
    private readonly HashSet<string> _except;

    /// <summary>Prepares a walk; nothing is read yet.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="options">What is given; the defaults where <see langword="null"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public FolderWalk(string folder, FolderWalkOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        (_folder, _options) = (folder, options ?? new FolderWalkOptions());
        _realFolder = RealPath(folder);
        _except = [.. _options.Except.Select(Full)];
    }

    /// <summary>Links to folders that were not followed in the last walk.</summary>
    public long LinksNotFollowed { get; private set; }

    /// <summary>Folders that were not entered in the last walk, because it is not recursive.</summary>
    public long FoldersNotEntered { get; private set; }

    /// <summary>Hidden files and folders, and those of other programs, that the last walk left out.</summary>
    public long Companions { get; private set; }

    /// <summary>Pipes, sockets and devices that the last walk left out.</summary>
    public long SpecialFiles { get; private set; }

    /// <summary>Further names of files and folders that the last walk gave already.</summary>
    public long Repeated { get; private set; }

    /// <summary>Walks; a folder that cannot be opened is given with the reason.</summary>
    /// <param name="cancellationToken">Stops the walk at the next name.</param>
    public IEnumerable<WalkedFile> Files(CancellationToken cancellationToken = default)
    {
        (LinksNotFollowed, FoldersNotEntered, Companions, SpecialFiles, Repeated) = (0, 0, 0, 0, 0);
        HashSet<FileIdentity> files = [], folders = [];
        if (FileIdentity.Of(_folder) is { } start) folders.Add(start.Identity);
        return Below(_folder, "", files, folders, cancellationToken);
    }

    private IEnumerable<WalkedFile> Below(
        string folder, string prefix, HashSet<FileIdentity> files, HashSet<FileIdentity> folders, CancellationToken cancellationToken)
    {
        Entry[]? entries = null;
        Exception? refused = null;
        try
        {
            entries = [.. Entries(folder, cancellationToken)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refused = e;
        }
        if (entries is null)
        {
            yield return new WalkedFile(folder, prefix.Length == 0 ? "./" : prefix, 0, default, refused);
            yield break;
        }
        // "a/" is sorted as it stands in paths, so that the whole walk is in the order of the paths.
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (Entry entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = Path.Join(folder, entry.IsFolder ? entry.Name[..^1] : entry.Name);
            if (!_options.Companions && ImageFiles.IsCompanion(path)) Companions++;
            else if (!entry.IsFolder)
            {
                if (File(path, prefix + entry.Name, entry, files) is { } file) yield return file;
            }
            else if (IsEntered(path, entry, folders))
                foreach (WalkedFile file in Below(path, prefix + entry.Name, files, folders, cancellationToken)) yield return file;
        }
    }

    private WalkedFile? File(string path, string relative, Entry entry, HashSet<FileIdentity> files)
    {
        FileStatus? found = FileIdentity.Of(path);
        if (found is { IsRegular: false }) SpecialFiles++;
        else if (_options.Filter is { } wanted && !wanted(path)) _options.OnFiltered?.Invoke(path);
        // What leads nowhere is given all the same: opening it says why.
        else if (found is not { } status) return new WalkedFile(path, relative, 0, default);
        else if (entry.IsLink && !_options.FollowLinks && IsOnTheWay(path)) Repeated++;
        else if ((entry.IsLink || status.HasOtherNames && !_options.EveryName || _options.FollowLinks) && !files.Add(status.Identity))
            Repeated++;
        else return new WalkedFile(path, relative, status.Length, status.Modified);
        return null;
    }

    private bool IsEntered(string path, Entry entry, HashSet<FileIdentity> folders)
    {
        if (_except.Contains(Full(path))) return false;
        if (entry.IsLink && !_options.FollowLinks) LinksNotFollowed++;
        else if (!_options.Recursive) FoldersNotEntered++;
        else if (_options.FollowLinks && FileIdentity.Of(path) is { } status && !folders.Add(status.Identity)) Repeated++;
        else return true;
        return false;
    }

    // A link to a file that the walk meets by itself gives way to it: so files need not be remembered.
    private bool IsOnTheWay(string link)
    {
        string target = RealPath(link);
        if (!target.StartsWith(_realFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return false;
        if (!_options.Companions && ImageFiles.IsInCompanion(_realFolder, target)) return false;
        if (!_options.Recursive && Path.GetDirectoryName(target) != _realFolder) return false;
        if (_except.Any(except => target.StartsWith(except + Path.DirectorySeparatorChar, StringComparison.Ordinal))) return false;
        return _options.Filter?.Invoke(target) != false;
    }

    private static IEnumerable<Entry> Entries(string folder, CancellationToken cancellationToken)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        foreach (Entry entry in new FileSystemEnumerable<Entry>(folder, Read, options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    private static Entry Read(ref FileSystemEntry entry) =>
        new(entry.IsDirectory ? string.Concat(entry.FileName, "/") : entry.FileName.ToString(), entry.IsDirectory,
            entry.Attributes.HasFlag(FileAttributes.ReparsePoint));

    private static string RealPath(string path)
    {
        // each folder on the way may be a link too
        string full = Full(path), parent = Path.GetDirectoryName(full) is { } above ? RealPath(above) : "";
        string here = parent.Length == 0 ? full : Path.Join(parent, Path.GetFileName(full));
        try
        {
            return (Directory.Exists(here) ? Directory.ResolveLinkTarget(here, true)
                : System.IO.File.ResolveLinkTarget(here, true)) is { } target ? RealPath(target.FullName) : here;
        }
        catch (IOException)
        {
            return here;
        }
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink);
}
