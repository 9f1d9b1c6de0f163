using System.Runtime.CompilerServices;
using BlurDetection.Evaluation.Files;
using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Actions;

/// <summary>Acts on the images of a scan: moves, copies, links, tags or deletes them. Never overwrites a file, and keeps
/// a journal that undoes.</summary>
/// <remarks>An image that is not as it was scanned, by size and time, is left alone.</remarks>
public sealed class ImageActions
{
    private readonly ScanResults _results;
    private readonly string _folder, _root;
    private readonly ImageActionOptions _options;

    /// <summary>Creates the actions.</summary>
    /// <param name="folder">A folder of results; the journal and the trash are in it.</param>
    /// <param name="options">What is done.</param>
    /// <exception cref="ScanException">There are no results, or the images are not files on this machine.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or there is no target.</exception>
    public ImageActions(string folder, ImageActionOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        if (options is { Kind: ImageActionKind.Move or ImageActionKind.Copy or ImageActionKind.Link, Target: null or "" })
            throw new ArgumentException($"{options.Kind} needs a target folder.", nameof(options));
        _results = ScanResults.Open(folder);
        (_folder, _options) = (Path.GetFullPath(folder), options);
        _root = Path.GetFullPath(options.ImagesFolder ?? _results.Root);
        if (!Directory.Exists(_root))
            throw new ScanException(
                $"'{_root}' is not a folder on this machine; only images in folders can be acted on. Say where they are now.");
    }

    /// <summary>Acts, or tells what would be done.</summary>
    /// <param name="apply"><see langword="false"/> for a dry run.</param>
    /// <param name="cancellationToken">Ends after the current image; what is done is in the journal.</param>
    public async IAsyncEnumerable<ImageAction> RunAsync(bool apply, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using ActionJournal? journal = apply ? ActionJournal.Create(_folder) : null;
        // In a dry run names that would be taken are not on the disk.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        await foreach (ImageResult row in _results.ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (!IsMeant(row)) continue;
            string from = Path.Combine(_root, row.Path);
            if ((IsBelow(row.Path) ? Problem(row, from) : "lies outside of the scanned folder") is { } problem)
            {
                yield return new ImageAction(_options.Kind, from, "", problem);
                continue;
            }
            yield return _options.Kind == ImageActionKind.Tag ? Tag(row, from, journal) : Place(row, from, journal, taken);
        }
    }

    /// <summary>Undoes what the latest journal tells, last things first, or tells what would be undone. What has been changed since is
    /// left as it is and named.</summary>
    /// <param name="folder">A folder of results.</param>
    /// <param name="apply"><see langword="false"/> for a dry run.</param>
    /// <exception cref="ScanException">There is no journal, or it cannot be read.</exception>
    public static IEnumerable<ImageAction> Undo(string folder, bool apply)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return ImageActionUndo.Run(folder, apply);
    }

    /// <summary>Empties the trash, where deleted images are until then; there is no undo.</summary>
    /// <param name="folder">A folder of results.</param>
    /// <param name="apply"><see langword="false"/> only counts.</param>
    /// <returns>Files in the trash and their bytes.</returns>
    public static (int Files, long Bytes) EmptyTrash(string folder, bool apply)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return ImageTrash.Empty(folder, apply);
    }

    private bool IsMeant(ImageResult row) =>
        row.Verdict == _options.Verdict && (row.Probability ?? 0) >= _options.MinProbability
            && (_options.BlurKind is null || row.Kind == _options.BlurKind);

    // A list or an archive may name anything; what is acted on, and where it goes, stays below two folders.
    private static bool IsBelow(string path) => !Path.IsPathRooted(path) && !path.Split('/', Path.DirectorySeparatorChar).Contains("..");

    private static string? Problem(ImageResult row, string from)
    {
        var file = new FileInfo(from);
        if (!file.Exists) return "is not there any more";
        if (file.LinkTarget is not null) return null;
        bool same = file.Length == row.Size
            && (row.Modified is not { } time || Math.Abs((file.LastWriteTimeUtc - time).Ticks) < TimeSpan.TicksPerMicrosecond);
        return same ? null : "has changed since it was scanned";
    }

    private ImageAction Place(ImageResult row, string from, ActionJournal? journal, HashSet<string> taken)
    {
        string target = _options.Kind == ImageActionKind.Delete
            ? Path.Combine(_folder, ImageTrash.FolderName, journal?.Name ?? "next")
            : Path.GetFullPath(_options.Target!);
        string to = FreeName(Path.Combine(target, row.Path), taken);
        taken.Add(to);
        var action = new ImageAction(_options.Kind, from, to);
        if (journal is null) return action;
        try
        {
            Do(journal, action);
            // What belongs to the image goes with it.
            if (File.Exists(from + XmpSidecar.Ending) && _options.Kind != ImageActionKind.Link)
                Do(journal, action with { From = from + XmpSidecar.Ending, To = FreeName(to + XmpSidecar.Ending, taken) });
            return action;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return action with { Problem = e.Message };
        }
    }

    private static void Do(ActionJournal journal, ImageAction action)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(action.To)!);
        journal.Write(new JournalEntry(action.Kind, action.From, action.To, new FileInfo(action.From).Length));
        switch (action.Kind)
        {
            case ImageActionKind.Copy:
                File.Copy(action.From, action.To, overwrite: false);
                break;
            case ImageActionKind.Link:
                File.CreateSymbolicLink(action.To, action.From);
                break;
            default:
                File.Move(action.From, action.To, overwrite: false);
                break;
        }
    }

    private ImageAction Tag(ImageResult row, string from, ActionJournal? journal)
    {
        string sidecar = XmpSidecar.NameOf(from, _options.Sidecars);
        var action = new ImageAction(ImageActionKind.Tag, from, sidecar);
        try
        {
            byte[]? before = File.Exists(sidecar) ? DocumentFile.ReadBytes(sidecar, message => new ScanException(message)) : null;
            byte[] after = XmpSidecar.Write(before, XmpTags.Of(row, _options.Rating));
            if (journal is null || (before is not null && before.AsSpan().SequenceEqual(after))) return action;
            journal.Write(new JournalEntry(ImageActionKind.Tag, from, sidecar, after.Length, XmpSidecar.HashOf(after), before));
            AtomicFile.Write(sidecar, stream => stream.Write(after));
            return action;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ScanException)
        {
            return action with { Problem = e.Message };
        }
    }

    private static string FreeName(string path, HashSet<string> taken)
    {
        string free = path, stem = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path)),
            ending = Path.GetExtension(path);
        for (int i = 2; Path.Exists(free) || taken.Contains(free); i++) free = $"{stem} ({i}){ending}";
        return free;
    }
}
