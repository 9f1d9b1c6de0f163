using System.Text;

namespace BlurDetection.Cli.Images;

/// <summary>Lines of a file that may be of any size and form.</summary>
internal static class BoundedLines
{
    /// <summary>The text between ends, without them; read while it is taken. The last may lack its end.</summary>
    /// <param name="reader">Read to its end.</param>
    /// <param name="end">Ends a line.</param>
    /// <param name="longest">The most letters of a line.</param>
    /// <param name="refusal">What the error says first.</param>
    /// <exception cref="InvalidDataException">A line is longer.</exception>
    public static IEnumerable<string> Read(TextReader reader, char end, int longest, string refusal)
    {
        var text = new StringBuilder();
        for (int next = reader.Read(); ; next = reader.Read())
        {
            if (next >= 0 && next != end)
            {
                text.Append((char)next);
                if (text.Length > longest) throw new InvalidDataException($"{refusal}: a line has more than {longest} letters.");
                continue;
            }
            yield return text.ToString();
            if (next < 0) yield break;
            text.Clear();
        }
    }
}
