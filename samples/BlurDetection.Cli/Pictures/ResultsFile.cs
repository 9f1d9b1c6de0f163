using System.Text.Json;

namespace BlurDetection.Cli.Pictures;

/// <summary>A file of JSON lines that a run goes on with: what stands in it is not classified again.</summary>
internal static class ResultsFile
{
    /// <summary>The names in the file; none where it is not there. A last line that a killed run left unfinished is cut off.</summary>
    /// <exception cref="InvalidDataException">A line is not a result.</exception>
    public static HashSet<string> ReadNames(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return names;
        CutUnfinishedLine(path);
        int row = 0;
        foreach (string line in File.ReadLines(path))
        {
            row++;
            if (line.Length > 0) names.Add(Name(line) ?? throw new InvalidDataException(
                $"{path}, line {row} is not a result of classify --json. Give another file, or remove the line."));
        }
        return names;
    }

    /// <summary>Writes behind what is there.</summary>
    public static TextWriter Append(string path) =>
        new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };

    private static string? Name(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            JsonElement result = json.RootElement;
            return result.ValueKind == JsonValueKind.Object && result.TryGetProperty("file", out JsonElement file) ? file.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void CutUnfinishedLine(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        long end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
            end--;
        }
        if (end < file.Length) file.SetLength(end);
    }
}
