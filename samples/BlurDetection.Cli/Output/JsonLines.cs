using System.Text.Encodings.Web;
using System.Text.Json;
using BlurDetection.Cli.Images;
using BlurDetection.Imaging;

namespace BlurDetection.Cli.Output;

/// <summary>One JSON object a line, always with the same members; what is not known is null.</summary>
internal sealed class JsonLines(TextWriter output, string model) : IClassificationWriter
{
    /// <summary>The version of the members and their meaning; a member that is added does not change it.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Names in any script stay readable; the text never goes into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Write(Classification classification)
    {
        output.WriteLine(JsonSerializer.Serialize(Line.Of(classification, model), Format));
        output.Flush();
    }

    private sealed record Range(double Black, double White, string Origin)
    {
        public static Range? Of(SampleRange? range) =>
            range is null ? null : new(range.Black, range.White, range.Origin.ToString().ToLowerInvariant());
    }

    private sealed record Line(
        int Schema, string File, string? Verdict, bool? IsBlurry, double? Probability, double? Threshold, string? Kind, string? Reason,
        double? Strength, double? Evidence,
        double? BlurWidth, double? MotionAngle, double? ForegroundSharpness, double? BackgroundSharpness,
        int? Width, int? Height, string? Format, int? Page, int? Pages, Range? Range, double? DataShare, double Ms, string Model,
        string? Error)
    {
        public static Line Of(Classification classification, string model)
        {
            BlurPrediction? p = classification.Prediction;
            return new Line(
                SchemaVersion, classification.Name, p is null ? null : Words.Of(p.Verdict), p?.IsBlurry, Rounded(p?.Probability, 6),
                Rounded(p?.Threshold, 6),
                p?.Kind is { } kind ? Words.Of(kind) : null, p is null or { Reason: IndeterminateReason.None } ? null
                    : Words.Snake(p.Reason),
                Rounded(p?.Strength, 4), Rounded(p?.Evidence, 4),
                Rounded(p?.BlurWidth, 2), Rounded(p?.MotionAngle, 1), Rounded(p?.ForegroundSharpness, 4),
                Rounded(p?.BackgroundSharpness, 4), p?.Width, p?.Height, p?.Image.Format.ToString().ToLowerInvariant(),
                p?.Image.Page, p?.Image.PageCount, Range.Of(p?.Image.Range), Rounded(p?.Image.DataShare, 4),
                Math.Round(classification.Milliseconds, 1), model, classification.Error);
        }

        private static double? Rounded(double? value, int digits) => value is { } v ? Math.Round(v, digits) : null;
    }
}
