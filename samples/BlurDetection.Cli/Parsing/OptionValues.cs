using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;

namespace BlurDetection.Cli.Parsing;

/// <summary>How the values of options are read; every option that is a number or a choice uses these.</summary>
internal static class OptionValues
{
    /// <summary>Takes numbers of a range.</summary>
    public static Option<T> InRange<T>(this Option<T> option, T minimum, T maximum, OpenEnds open = OpenEnds.None)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        var range = new NumberRange<T>(minimum, maximum, open);
        option.CustomParser = result => Number(result, option.Name, range) ?? default;
        return option;
    }

    /// <inheritdoc cref="InRange{T}(Option{T}, T, T, OpenEnds)"/>
    public static Option<T?> InRange<T>(this Option<T?> option, T minimum, T maximum, OpenEnds open = OpenEnds.None)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        var range = new NumberRange<T>(minimum, maximum, open);
        option.CustomParser = result => Number(result, option.Name, range);
        return option;
    }

    /// <summary>Takes the names of an enumeration, in any case; never their numbers.</summary>
    public static Option<T> OneOfNames<T>(this Option<T> option) where T : struct, Enum
    {
        option.CustomParser = result => Name<T>(result, option.Name) ?? default;
        return option;
    }

    /// <inheritdoc cref="OneOfNames{T}(Option{T})"/>
    public static Option<T?> OneOfNames<T>(this Option<T?> option) where T : struct, Enum
    {
        option.CustomParser = result => Name<T>(result, option.Name);
        return option;
    }

    private static T? Number<T>(ArgumentResult result, string name, NumberRange<T> range) where T : struct, INumber<T>, IMinMaxValue<T>
    {
        if (result.Tokens is not [{ Value: var text }]) return null; // none or two: reported as such
        if (NumberText.TryRead(text, out T value) && range.Contains(value)) return value;
        result.AddError(NumberText.Hint<T>(text) is { } hint ? $"{name}: {hint}." : $"{name} is {range}, not '{text}'.");
        return null;
    }

    private static T? Name<T>(ArgumentResult result, string name) where T : struct, Enum
    {
        if (result.Tokens is not [{ Value: var text }]) return null;
        string[] names = Enum.GetNames<T>();
        int at = Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (at >= 0) return Enum.Parse<T>(names[at]);
        result.AddError($"{name} is {string.Join(", ", names[..^1]).ToLowerInvariant()} or {names[^1].ToLowerInvariant()}, not '{text}'.");
        return null;
    }
}
