using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Actions;

/// <summary>Journals of actions in a folder of results: one JSON object a line, on the disk before the action is done.</summary>
internal sealed class ActionJournal : IDisposable
{
    private const string FolderName = "actions", Ending = ".jsonl";
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly FileStream _file;

    private ActionJournal(FileStream file) => _file = file;

    /// <summary>The journal's file name without its ending: later ones are greater.</summary>
    public string Name => Path.GetFileNameWithoutExtension(_file.Name);

    public static ActionJournal Create(string results)
    {
        string folder = Directory.CreateDirectory(Path.Combine(results, FolderName)).FullName;
        string name = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fffffff", CultureInfo.InvariantCulture) + Ending;
        return new ActionJournal(new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read));
    }

    /// <summary>The latest journal that was not undone.</summary>
    /// <exception cref="ScanException">There is none.</exception>
    public static string Latest(string results)
    {
        string folder = Path.Combine(results, FolderName);
        return (Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Ending).Max(StringComparer.Ordinal) : null)
            ?? throw new ScanException($"'{results}' has no journal: nothing was done there that could be undone.");
    }

    public void Write(JournalEntry entry)
    {
        JsonSerializer.Serialize(_file, entry, Format);
        _file.WriteByte((byte)'\n');
        _file.Flush(flushToDisk: true);
    }

    /// <exception cref="ScanException">The file is not a journal.</exception>
    public static IReadOnlyList<JournalEntry> Read(string file)
    {
        DocumentFile.RequireRegular(file, message => new ScanException(message));
        var entries = new List<JournalEntry>();
        ScanException? refused = null;
        int row = 0;
        foreach (string line in File.ReadLines(file)) // as long as what was done, so without the limit of other documents
        {
            row++;
            // The last line of a killed run may be cut off: what it announces was not done.
            if (refused is not null) throw refused;
            try
            {
                if (JsonSerializer.Deserialize<JournalEntry>(line, Format) is not { From.Length: > 0, To.Length: > 0 } entry
                    || !Enum.IsDefined(entry.Kind))
                    throw new JsonException("It names no action, or no file.");
                entries.Add(entry);
            }
            catch (JsonException e)
            {
                refused = new ScanException($"'{file}' is not a journal: line {row} cannot be read.", e);
            }
        }
        return entries;
    }

    public void Dispose() => _file.Dispose();
}
