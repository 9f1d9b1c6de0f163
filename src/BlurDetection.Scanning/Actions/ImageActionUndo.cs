using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Actions;

/// <summary>Undoes what a journal tells, last things first. What has been changed since is left as it is and named.</summary>
internal static class ImageActionUndo
{
    public static IEnumerable<ImageAction> Run(string folder, bool apply)
    {
        string journal = ActionJournal.Latest(folder);
        var entries = ActionJournal.Read(journal);
        bool whole = true;
        foreach (JournalEntry entry in entries.Reverse())
        {
            if (WasNeverDone(entry)) continue;
            string? problem = Problem(entry);
            if (problem is null && apply) problem = Undo(entry);
            whole &= problem is null;
            yield return new ImageAction(entry.Kind, entry.To, entry.From, problem);
        }
        // One that could not be undone as a whole may be tried again.
        if (apply && whole) File.Move(journal, journal + ".undone");
    }

    private static bool WasNeverDone(JournalEntry entry) => entry.Kind switch
    {
        ImageActionKind.Tag => entry.Before is null ? !File.Exists(entry.To)
            : Sidecar(entry) is { } now && now.AsSpan().SequenceEqual(entry.Before),
        ImageActionKind.Move or ImageActionKind.Delete => Path.Exists(entry.From) && !Path.Exists(entry.To),
        _ => !Path.Exists(entry.To),
    };

    // Null where none that this program could have written is there.
    private static byte[]? Sidecar(JournalEntry entry)
    {
        try
        {
            return File.Exists(entry.To) ? DocumentFile.ReadBytes(entry.To, message => new ScanException(message)) : null;
        }
        catch (ScanException)
        {
            return null;
        }
    }

    private static string? Problem(JournalEntry entry)
    {
        var file = new FileInfo(entry.To);
        if (!file.Exists && file.LinkTarget is null) return "is not there any more";
        return entry.Kind switch
        {
            ImageActionKind.Tag => Sidecar(entry) is { } now && XmpSidecar.HashOf(now) == entry.Hash ? null : "has been changed since",
            ImageActionKind.Link => file.LinkTarget == entry.From ? null : "is another link now",
            _ when file.Length != entry.Size => "has been changed since",
            ImageActionKind.Copy => null,
            _ => Path.Exists(entry.From) ? $"cannot go back: '{entry.From}' is there again" : null,
        };
    }

    private static string? Undo(JournalEntry entry)
    {
        try
        {
            switch (entry.Kind)
            {
                case ImageActionKind.Tag when entry.Before is { } before:
                    AtomicFile.Write(entry.To, stream => stream.Write(before));
                    break;
                case ImageActionKind.Move or ImageActionKind.Delete:
                    Directory.CreateDirectory(Path.GetDirectoryName(entry.From)!);
                    File.Move(entry.To, entry.From, overwrite: false);
                    break;
                default:
                    File.Delete(entry.To);
                    break;
            }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
