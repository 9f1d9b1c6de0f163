using System.Text;

namespace BlurDetection.Cli.Output;

/// <summary>Names of files as they may be printed: a name can hold line ends, and sequences that steer a terminal.</summary>
internal static class PlainText
{
    private const int Most = 4500, Head = 1000, Tail = 200; // paths have at most 4096

    /// <summary>The text with control and bidirectional characters as \xNN and \uNNNN, and without the middle of a very long one.</summary>
    public static string Of(string text)
    {
        if (text.Length > Most) text = $"{text[..Head]} [{text.Length - Head - Tail:N0} characters] {text[^Tail..]}";
        return text.Any(IsSteering) ? Escaped(text) : text;
    }

    /// <summary>The same for a text of several lines, which keeps its line ends.</summary>
    public static string OfLines(string text) => string.Join('\n', text.Split('\n').Select(line => Of(line.TrimEnd('\r'))));

    private static string Escaped(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (!IsSteering(c)) plain.Append(c);
            else plain.Append(c < 256 ? $@"\x{(int)c:X2}" : $@"\u{(int)c:X4}");
        }
        return plain.ToString();
    }

    private static bool IsSteering(char c) =>
        char.IsControl(c) || c is (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
