using System.Globalization;
using System.Text.Json;
using BlurDetection.Models;

namespace BlurDetection.Evaluation.Models;

/// <summary>Operating points as a model's metadata holds them.</summary>
internal static class MetadataText
{
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    internal static string Number(double threshold, string name) => Fraction(threshold, name).ToString("R", CultureInfo.InvariantCulture);

    /// <exception cref="ArgumentOutOfRangeException">A threshold is not from 0 to 1.</exception>
    internal static string Json(IReadOnlyDictionary<BlurSensitivity, SensitivityLevel> sensitivities) =>
        JsonSerializer.Serialize(sensitivities.ToDictionary(
        level => level.Key.ToString().ToLowerInvariant(),
        level =>
            new { threshold = Fraction(level.Value.Threshold, nameof(sensitivities)), false_alarm_rate = level.Value.FalseAlarmRate }));

    private static double Fraction(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "From 0 to 1.");
}
