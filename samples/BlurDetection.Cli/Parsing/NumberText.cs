using System.Globalization;
using System.Numerics;

namespace BlurDetection.Cli.Parsing;

/// <summary>Reads a number as people type it: a decimal point, no thousands separators, whatever the machine's language.</summary>
internal static class NumberText
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a finite number.</summary>
    public static bool TryRead<T>(string text, out T value) where T : struct, INumber<T> =>
        T.TryParse(text, IsWhole<T>() ? NumberStyles.AllowLeadingSign : Real, CultureInfo.InvariantCulture, out value) && T.IsFinite(value);

    /// <summary>What to write instead of a text that is not a number; <see langword="null"/> where nobody can know.</summary>
    public static string? Hint<T>(string text) where T : struct, INumber<T>
    {
        if (text.Contains(',') && IsWhole<T>()) return $"'{text}' has a comma; write a whole number without commas";
        if (text.Contains(','))
            return text.Replace(',', '.') is var point && TryRead<T>(point, out _)
                ? $"'{text}' has a comma; write {point} with a point"
                : $"'{text}' has a comma; write the number without thousands separators and with a decimal point";
        if (text.EndsWith('%') && TryRead<double>(text[..^1].TrimEnd(), out double percent) && !IsWhole<T>())
            return $"'{text}' is a percentage; write {(percent / 100).ToString(CultureInfo.InvariantCulture)}";
        return null;
    }

    /// <summary>Whether the type has no fractions.</summary>
    public static bool IsWhole<T>() where T : struct, INumber<T> => T.One / (T.One + T.One) == T.Zero;
}
