using System.Globalization;
using BlurDetection.Cli.Images;

namespace BlurDetection.Cli.Output;

/// <summary>One CSV row an image (RFC 4180), after a header; images that could not be classified have an error and no verdict.</summary>
internal sealed class CsvLines(TextWriter output) : IClassificationWriter
{
    private const string Header =
        "file,verdict,probability,threshold,kind,strength,evidence,blur_width,motion_angle,foreground_sharpness,background_sharpness," +
        "reason,width,height,format,page,pages,range_black,range_white,range_origin,ms,error";
    private bool _started;

    public void Write(Classification classification)
    {
        if (!_started) output.WriteLine(Header);
        _started = true;
        BlurPrediction? p = classification.Prediction;
        object?[] fields = p is null ? [classification.Name, .. new object?[20], classification.Error] :
        [
            classification.Name, Words.Of(p.Verdict), Math.Round(p.Probability, 6), Math.Round(p.Threshold, 6),
            p.Kind is { } kind ? Words.Of(kind) : null,
            Rounded(p.Strength), Rounded(p.Evidence),
            Rounded(p.BlurWidth), Rounded(p.MotionAngle), Rounded(p.ForegroundSharpness), Rounded(p.BackgroundSharpness),
            p.Reason == IndeterminateReason.None ? null : Words.Snake(p.Reason), p.Width, p.Height,
            p.Image.Format.ToString().ToLowerInvariant(), p.Image.Page, p.Image.PageCount, p.Image.Range?.Black, p.Image.Range?.White,
            p.Image.Range?.Origin.ToString().ToLowerInvariant(), Math.Round(classification.Milliseconds, 1), null,
        ];
        output.WriteLine(string.Join(',', fields.Select(Field)));
        output.Flush();
    }

    private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 4) : null;

    private static string Field(object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
