using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlurDetection.Scanning.Results;

/// <summary>Results as one JSON object a line; what is missing is left out.</summary>
internal sealed class JsonLinesResultWriter(Stream stream) : IResultWriter
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Names in any script stay readable; the text never goes into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ValueTask AddAsync(ImageResult row, CancellationToken cancellationToken)
    {
        JsonSerializer.Serialize(stream, ResultRow.Of(row), Format);
        stream.WriteByte((byte)'\n');
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
