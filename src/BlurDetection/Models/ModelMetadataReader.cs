using System.Globalization;
using System.Text.Json;
using BlurDetection.Imaging;

namespace BlurDetection.Models;

/// <summary>Reads <see cref="ModelMetadataKeys"/> into types; every defect is an <see cref="InvalidModelException"/> that
/// names the key.</summary>
internal sealed class ModelMetadataReader(IReadOnlyDictionary<string, string> metadata, string source)
{
    private const string SupportedFormat = "1";
    private const int LongestSide = 16_384; // a plane of floats with both sides so long is a gibibyte

    public void RequireSupportedFormat()
    {
        if (!metadata.TryGetValue(ModelMetadataKeys.Format, out var format))
            throw new InvalidModelException(
                $"{source} has no '{ModelMetadataKeys.Format}' metadata, so it was not written by BlurDetection. " +
                $"Load a classifier from elsewhere with {nameof(OnnxModelOptions)}.");
        if (format != SupportedFormat)
            throw Invalid(ModelMetadataKeys.Format,
                $"this version reads format {SupportedFormat}, not {format}; update the BlurDetection package");
    }

    public string Text(string key, string fallback) => metadata.GetValueOrDefault(key, fallback);

    public string? Text(string key) => metadata.GetValueOrDefault(key);

    public double? Fraction(string key)
    {
        if (!metadata.TryGetValue(key, out var text)) return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value is not (>= 0 and <= 1))
            throw Invalid(key, $"'{text}' is not a number from 0 to 1");
        return value;
    }

    public int? Positive(string key)
    {
        if (!metadata.TryGetValue(key, out var text)) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw Invalid(key, $"'{text}' is not a whole number above 0");
    }

    public string[] ClassNames()
    {
        var names = Text(ModelMetadataKeys.ClassNames, "blur,focus").Split(',', StringSplitOptions.TrimEntries);
        return names.Length == 2 && names.Contains("blur")
            ? names
            : throw Invalid(ModelMetadataKeys.ClassNames, "two names are needed, one of them 'blur'");
    }

    public Preprocessing Preprocessing()
    {
        var key = ModelMetadataKeys.Preprocessing;
        if (!metadata.TryGetValue(key, out var json)) throw Invalid(key, "it is missing");
        return Parse(key, json, root =>
        {
            var preprocessing = new Preprocessing
            {
                Channels = root.GetProperty("channels").GetInt32(),
                LongSide = OptionalInt(root, "long_side"),
                Width = OptionalInt(root, "width"),
                Height = OptionalInt(root, "height"),
                Resampling = root.TryGetProperty("resampling", out var resampling) ? Kernel(key, resampling.GetString()) : Resampling.Area,
                Version = OptionalInt(root, "version") ?? 1,
            };
            return Checked(preprocessing);
        });
    }

    private Resampling Kernel(string key, string? name) => name switch
    {
        "area" => Resampling.Area,
        "lanczos3" => Resampling.Lanczos3,
        _ => throw Invalid(key, $"the resampling '{name}' is unknown; update the BlurDetection package"),
    };

    public Dictionary<BlurSensitivity, SensitivityLevel> Sensitivities()
    {
        var key = ModelMetadataKeys.Sensitivities;
        if (!metadata.TryGetValue(key, out var json)) return [];
        return Parse(key, json, root => root.EnumerateObject().ToDictionary(
            level => Enum.Parse<BlurSensitivity>(level.Name, ignoreCase: true),
            level => new SensitivityLevel(
                Fraction(key, level.Value.GetProperty("threshold")),
                Fraction(key, level.Value.GetProperty("false_alarm_rate")))));
    }

    public Dictionary<string, double> Metrics()
    {
        var key = ModelMetadataKeys.Metrics;
        if (!metadata.TryGetValue(key, out var json)) return [];
        return Parse(key, json, root => root.EnumerateObject()
            .Where(metric => metric.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(metric => metric.Name, metric => double.IsFinite(metric.Value.GetDouble())
                ? metric.Value.GetDouble()
                : throw Invalid(key, $"'{metric.Name}' is not a finite number")));
    }

    public InvalidModelException Invalid(string key, string problem, Exception? inner = null) =>
        new($"{source}: metadata '{key}' is not valid: {problem}.", inner);

    private double Fraction(string key, JsonElement value) =>
        value.GetDouble() is >= 0 and <= 1 and var fraction ? fraction
            : throw Invalid(key, $"{value.GetRawText()} is not a number from 0 to 1");

    private Preprocessing Checked(Preprocessing preprocessing)
    {
        var sized = preprocessing.LongSide is > 0 and <= LongestSide
            || preprocessing is { LongSide: null, Width: > 0 and <= LongestSide, Height: > 0 and <= LongestSide };
        return preprocessing.Channels is 1 or 3 && sized
            ? preprocessing
            : throw Invalid(ModelMetadataKeys.Preprocessing,
                $"it needs 1 or 3 channels, and a long side or a width and height of at most {LongestSide}");
    }

    private T Parse<T>(string key, string json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw Invalid(key, e.Message.TrimEnd('.'), e);
        }
    }

    private static int? OptionalInt(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
