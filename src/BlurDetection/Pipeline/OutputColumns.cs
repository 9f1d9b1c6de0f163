using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>The columns that a pipeline adds, under the names that the caller wants.</summary>
internal static class OutputColumns
{
    public static IReadOnlyList<string> Members { get; } =
        [.. typeof(BlurDetectionOutput).GetProperties().Select(property => property.Name)];

    public static string NameOf(string member, string verdictColumn, string prefix) =>
        member == nameof(BlurDetectionOutput.PredictedLabel) ? verdictColumn : prefix + member;

    /// <summary>What the schema becomes.</summary>
    public static SchemaShape AddTo(SchemaShape input, string verdictColumn, string prefix = "")
    {
        var definition = SchemaDefinition.Create(typeof(BlurDetectionOutput));
        foreach (var column in definition) column.ColumnName = NameOf(column.MemberName, verdictColumn, prefix);
        var added = SchemaShapeReader.Read(new MLContext().Data.LoadFromEnumerable(Array.Empty<BlurDetectionOutput>(), definition));
        var columns = input.ToDictionary(column => column.Name);
        foreach (var column in added) columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }
}
