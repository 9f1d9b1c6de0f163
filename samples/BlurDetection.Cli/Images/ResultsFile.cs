using System.Text.Json;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Cli.Images;

/// <summary>A file of JSON lines that a run goes on with: what stands in it is not classified again.</summary>
internal static class ResultsFile
{
    private const int LongestLine = 16 << 20;

    private static ReadOnlySpan<byte> LineStart => "{\"schema\":"u8;

    /// <summary>The names in the file; none where it is not there. A last line that a killed run left unfinished is cut off.</summary>
    /// <exception cref="InvalidDataException">A line is not a result.</exception>
    public static HashSet<string> ReadNames(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return names;
        if (!ImageFiles.IsRegular(path)) throw new InvalidDataException($"{path} is a pipe, a socket or a device, not a file of results.");
        CutUnfinishedLine(path);
        int row = 0;
        using StreamReader reader = File.OpenText(path);
        foreach (string line in BoundedLines.Read(reader, '\n', LongestLine, $"{path} is not a file of results"))
        {
            row++;
            if (line.Length > 0 && line != "\r") names.Add(Name(line) ?? throw new InvalidDataException(
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
            return result.ValueKind == JsonValueKind.Object && result.TryGetProperty("file", out JsonElement file)
                && file.ValueKind == JsonValueKind.String ? file.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Only what begins as a line of ours is cut off: a wrong file must not lose its end, or all of itself.
    private static void CutUnfinishedLine(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        byte[] tail = new byte[(int)Math.Min(file.Length, LongestLine)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        int lastEnd = Array.LastIndexOf(tail, (byte)'\n');
        if (lastEnd == tail.Length - 1) return;
        ReadOnlySpan<byte> last = tail.AsSpan(lastEnd + 1);
        if (!LineStart.StartsWith(last[..Math.Min(last.Length, LineStart.Length)]) || (lastEnd < 0 && tail.Length < file.Length))
            throw new InvalidDataException(
                $"{path} does not end with a result of classify --json. Give another file, or remove its last line.");
        file.SetLength(file.Length - last.Length);
    }
}
