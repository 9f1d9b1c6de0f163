using System.Globalization;
using BlurDetection.Cli.Images;
using Spectre.Console;

namespace BlurDetection.Cli.Output;

/// <summary>Aligned columns, coloured on a terminal; the name stands last, so that no line waits for the longest one.</summary>
internal sealed class ClassificationTable(TextWriter output, TextWriter error) : IClassificationWriter
{
    private readonly IAnsiConsole? _terminal = Terminal.For(output);
    private bool _started;

    public void Write(Classification classification)
    {
        if (classification.Prediction is not { } prediction)
        {
            error.WriteLine(PlainText.Of($"{classification.Name}: {classification.Error}"));
            return;
        }
        if (!_started && _terminal is not null) Line("verdict", "P(blur)", "kind", "strength", "image", "grey");
        _started = true;
        Line(
            Words.Of(prediction.Verdict),
            Number(prediction.Probability, "0.000"),
            prediction.Verdict == BlurVerdict.Indeterminate ? Words.Of(prediction.Reason) : Blur(prediction),
            prediction.Strength is { } strength && prediction.Verdict != BlurVerdict.Indeterminate ? Number(strength, "0.0") : "",
            PlainText.Of(classification.Name),
            Colour(prediction.Verdict));
    }

    private void Line(string verdict, string probability, string kind, string strength, string name, string colour)
    {
        var (front, rest) = (verdict.PadRight(13), $"  {probability,7}  {kind,-19}  {strength,8}  {name}");
        if (_terminal is null) output.WriteLine(front + rest);
        // A line of Spectre's would be wrapped at the window's width; a table's row must not be.
        else output.WriteLine(_terminal.Profile.Capabilities.Ansi ? $"{Code(colour)}{front}\e[0m{rest}" : front + rest);
    }

    // "motion 14 px 30 deg"; no more than the model tells.
    private static string Blur(BlurPrediction prediction)
    {
        if (prediction.Verdict != BlurVerdict.Blurred) return "";
        string kind = prediction.Kind is { } known ? Words.Of(known) : "";
        string width = prediction.BlurWidth is { } pixels ? Number(pixels, "0") + " px" : "",
            angle = prediction.MotionAngle is { } degrees ? Number(degrees, "0") + " deg" : "";
        return string.Join(' ', new[] { kind, width, angle }.Where(part => part.Length > 0));
    }

    private static string Code(string colour) =>
        colour switch { "green" => "\e[32m", "red" => "\e[31m", "yellow" => "\e[33m", _ => "\e[90m" };

    private static string Colour(BlurVerdict verdict) =>
        verdict switch { BlurVerdict.Focus => "green", BlurVerdict.Blurred => "red", _ => "yellow" };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
