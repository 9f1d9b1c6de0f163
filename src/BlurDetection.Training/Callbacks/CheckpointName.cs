using System.Globalization;
using System.Text.RegularExpressions;

namespace BlurDetection.Training.Callbacks;

/// <summary>File names with figures in braces: {epoch}, {epoch:02d}, {val_loss:.2f}.</summary>
internal static partial class CheckpointName
{
    private const int MatchTimeout = 10_000; // ms

    internal static string Format(string pattern, EpochResult result)
    {
        var name = Field().Replace(pattern, match =>
        {
            var field = match.Groups["name"].Value;
            double value = result.Epoch;
            if (field != "epoch" && !result.Logs.TryGetValue(field, out value))
                throw new ArgumentException($"The name '{pattern}' asks for '{field}', but there are only epoch, " +
                    $"{string.Join(", ", result.Logs.Keys)}.", nameof(pattern));
            if (match.Groups["digits"] is { Success: true } digits)
                return ((long)value).ToString("D" + digits.Value, CultureInfo.InvariantCulture);
            return match.Groups["places"] is { Success: true } places
                ? value.ToString("F" + places.Value, CultureInfo.InvariantCulture)
                : value.ToString(CultureInfo.InvariantCulture);
        });
        return name.IndexOfAny(['{', '}', '/', '\\']) < 0
            ? name
            : throw new ArgumentException($"The name '{pattern}' is not understood; fields look like {{epoch:02d}} or {{val_loss:.2f}}.",
                nameof(pattern));
    }

    [GeneratedRegex(@"\{(?<name>\w+)(?::0?(?<digits>\d+)d|:\.(?<places>\d+)f)?\}", RegexOptions.None, MatchTimeout)]
    private static partial Regex Field();
}
