using System.CommandLine.Parsing;

namespace BlurDetection.Cli.Parsing;

/// <summary>Reads two numbers with a comma between them.</summary>
internal static class PairText
{
    public static T? Parse<T>(ArgumentResult result, string name, string form, Func<double, double, T?> make) where T : struct
    {
        if (result.Tokens is not [{ Value: var text }]) return null;
        if (TryRead(text, out double first, out double second) && make(first, second) is { } value) return value;
        result.AddError($"{name} is {form}, two numbers such as 40,400, not '{text}'.");
        return null;
    }

    public static bool TryRead(string text, out double first, out double second)
    {
        (first, second) = (0, 0);
        string[] parts = text.Split(',');
        return parts.Length == 2 && NumberText.TryRead(parts[0].Trim(), out first) && NumberText.TryRead(parts[1].Trim(), out second);
    }
}
