using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlurDetection.Cli.Pictures;

namespace BlurDetection.Cli.Output;

/// <summary>One JSON object a line; what a model does not tell is left out.</summary>
internal sealed class JsonLines(TextWriter output) : IJudgementWriter
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Names in any script stay readable; the text never goes into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Write(Judgement judgement)
    {
        output.WriteLine(judgement.Prediction is { } p ? JsonSerializer.Serialize(Line.Of(judgement, p), Format) : JsonSerializer.Serialize(new Failed(judgement.Name, judgement.Error!), Format));
        output.Flush();
    }

    private sealed record Failed(string File, string Error);

    private sealed record Line(
        string File, string Verdict, double Probability, double Threshold, int Width, int Height, double Ms, string? Kind, double? Strength, double? Evidence, string? Reason)
    {
        public static Line Of(Judgement judgement, BlurPrediction p) => new(
            judgement.Name, Words.Of(p.Verdict), Math.Round(p.Probability, 6), Math.Round(p.Threshold, 6), p.Width, p.Height, Math.Round(judgement.Milliseconds, 1),
            p.Kind is { } kind ? Words.Of(kind) : null,
            Rounded(p.Strength), Rounded(p.Evidence),
            p.Reason == IndeterminateReason.None ? null : Words.Snake(p.Reason));

        private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 4) : null;
    }
}
