namespace BlurDetection.Scanning.Results;

/// <summary>A result as text formats hold it: the columns of Parquet by the same names, without the thumbnail.</summary>
internal sealed record ResultRow(
    string Path, long? Size, string? Modified, string? ContentHash, string? Verdict, double? Probability, double? Threshold,
    double? Strength, double? Evidence,
    string? Kind, string? Reason, int? Width, int? Height, string? Format, string? Error, string? Message, double? DurationMs)
{
    public static ResultRow Of(ImageResult row) => new(
        row.Path, row.Size, row.Modified?.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        row.ContentHash,
        ResultWords.Of(row.Verdict), row.Probability, row.Threshold, row.Strength, row.Evidence, ResultWords.Of(row.Kind),
        ResultWords.Of(row.Reason),
        row.Width, row.Height, row.Format, ResultWords.Of(row.Error), row.Message, row.DurationMs);
}
