using System.Buffers;
using System.Globalization;

namespace BlurDetection.Scanning.Results;

/// <summary>Results as CSV (RFC 4180) with a header; an empty field is a missing value.</summary>
internal sealed class CsvResultWriter : IResultWriter
{
    private static readonly string[] Columns =
        [.. ResultColumns.Schema.Fields.Select(field => field.Name).Where(name => name != ResultColumns.Thumbnail.Name)];

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private readonly StreamWriter _text;

    public CsvResultWriter(Stream stream)
    {
        _text = new StreamWriter(stream, bufferSize: 1 << 16, leaveOpen: true);
        Write(Columns);
    }

    public ValueTask AddAsync(ImageResult row, CancellationToken cancellationToken)
    {
        ResultRow r = ResultRow.Of(row);
        Write(
            r.Path, Of(r.Size), r.Modified, r.ContentHash, r.Verdict, Of(r.Probability), Of(r.Threshold), Of(r.Strength), Of(r.Evidence),
            r.Kind, r.Reason,
            Of(r.Width), Of(r.Height), r.Format, r.Error, r.Message, Of(r.DurationMs));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _text.DisposeAsync();

    private static string? Of<T>(T? value) where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);

    private void Write(params ReadOnlySpan<string?> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0) _text.Write(',');
            if (fields[i] is not { } field) continue;
            _text.Write(field.AsSpan().ContainsAny(Quoted) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field);
        }
        _text.Write('\n');
    }
}
