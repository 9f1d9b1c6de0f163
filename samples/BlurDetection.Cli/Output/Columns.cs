namespace BlurDetection.Cli.Output;

/// <summary>Rows of words under each other, for people.</summary>
internal static class Columns
{
    public static void Write(TextWriter output, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [.. rows];
        int[] widths = [.. Enumerable.Range(0, all.Max(row => row.Count)).Select(c => all.Max(row => c < row.Count ? row[c].Length : 0))];
        foreach (IReadOnlyList<string> row in all)
            output.WriteLine(string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])))
                .TrimEnd());
    }
}
