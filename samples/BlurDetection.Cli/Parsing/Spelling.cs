namespace BlurDetection.Cli.Parsing;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
internal static class Spelling
{
    private const int MostChanges = 2;

    /// <summary>The end of a sentence: "; did you mean '--threshold'?", or a full stop where no name is close.</summary>
    public static string Suggestion(string text, IEnumerable<string> known)
    {
        string bare = text.TrimStart('-');
        string? closest = known.Where(name => Distance(bare, name.TrimStart('-')) <= Math.Min(MostChanges, bare.Length / 2))
            .MinBy(name => Distance(bare, name.TrimStart('-')));
        return closest is null ? "." : $"; did you mean '{closest}'?";
    }

    // Levenshtein (1966): insertions, deletions and replacements, row by row.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
