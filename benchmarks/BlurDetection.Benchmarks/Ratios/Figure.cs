using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>One line of the result: a ratio of times, or a value.</summary>
internal sealed record Figure
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Name { get; init; }

    public double? Ratio { get; init; }

    /// <summary>Ends of the 95 % interval of the ratio.</summary>
    public double? Low { get; init; }

    /// <inheritdoc cref="Low"/>
    public double? High { get; init; }

    public double? Value { get; init; }

    public string? Unit { get; init; }

    /// <summary>What is to be reached; null where the line only informs.</summary>
    public double? Bar { get; init; }

    public bool? Ok { get; init; }

    /// <summary>Median of what is measured.</summary>
    public double? Median { get; init; }

    /// <summary>Median of what it is compared with.</summary>
    public double? MedianOther { get; init; }

    /// <summary>The same ratio in processor time, which other work on the machine disturbs less.</summary>
    public double? CpuRatio { get; init; }

    public static Figure AtMost(string name, double value, string unit, double bar) =>
        new() { Name = name, Value = Math.Round(value, 3), Unit = unit, Bar = bar, Ok = value <= bar };

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(this, Options));
}
