using Parquet.Schema;

namespace BlurDetection.Scanning.Results;

/// <summary>The columns of results in Parquet, in their order.</summary>
internal static class ResultColumns
{
    public static readonly DataField Path = new("path", typeof(string), isNullable: false);
    public static readonly DataField Size = new("size", typeof(long), isNullable: true);

    public static readonly DataField Modified = new DateTimeDataField(
        "modified", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true);

    public static readonly DataField ContentHash = Text("content_hash");
    public static readonly DataField Verdict = Text("verdict");
    public static readonly DataField Probability = Number("probability");
    public static readonly DataField Threshold = Number("threshold");
    public static readonly DataField Strength = Number("strength");
    public static readonly DataField Evidence = Number("evidence");
    public static readonly DataField Kind = Text("kind");
    public static readonly DataField Reason = Text("reason");
    public static readonly DataField Width = new("width", typeof(int), isNullable: true);
    public static readonly DataField Height = new("height", typeof(int), isNullable: true);
    public static readonly DataField Format = Text("format");
    public static readonly DataField Error = Text("error");
    public static readonly DataField Message = Text("message");
    public static readonly DataField DurationMs = Number("duration_ms");
    public static readonly DataField Thumbnail = new("thumbnail", typeof(byte[]), isNullable: true);

    public static readonly ParquetSchema Schema = new(
        Path, Size, Modified, ContentHash, Verdict, Probability, Threshold, Strength, Evidence, Kind, Reason, Width, Height, Format,
        Error, Message,
        DurationMs, Thumbnail);

    private static DataField Text(string name) => new(name, typeof(string), isNullable: true);

    private static DataField Number(string name) => new(name, typeof(double), isNullable: true);
}
