using System.Diagnostics;
using System.Globalization;

namespace BlurDetection.Cli.Output;

/// <summary>A line at the foot of the terminal with counts and the time left; it stays while results are written above it.</summary>
/// <param name="error">Where it is drawn, if that is a terminal.</param>
/// <param name="total">How many images there are; <see langword="null"/> where nobody knows.</param>
internal sealed class ProgressLine(TextWriter error, int? total) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly bool _visible = IsVisible(error);
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last;
    private string _text = "";
    private IDisposable? _drawing;

    /// <summary>Whether a line would be drawn, so that it is worth to count the images first.</summary>
    public static bool IsVisible(TextWriter error) => Terminal.IsOne(error);

    /// <summary>Draws the line, with figures that are at most a fifth of a second old.</summary>
    public void Show(Tally tally)
    {
        if (!_visible) return;
        if (_text.Length == 0 || Stopwatch.GetElapsedTime(_last) >= Pause)
        {
            _text = Text(tally, total, Stopwatch.GetElapsedTime(_start));
            _last = Stopwatch.GetTimestamp();
        }
        _drawing ??= ErrorOutput.Above(error, line => error.Write(Wipe + line + Environment.NewLine));
        error.Write("\r" + Fitting(_text));
    }

    private string Wipe => "\r" + new string(' ', Fitting(_text).Length) + "\r";

    /// <summary>Makes room for a line of results.</summary>
    public void Clear()
    {
        if (_text.Length > 0) error.Write(Wipe);
    }

    public void Dispose()
    {
        _drawing?.Dispose();
        Clear();
    }

    /// <summary>"120 of 5,000 (2 %): 30 blurred, 1 not classified; about 3 min left".</summary>
    public static string Text(Tally tally, int? total, TimeSpan elapsed)
    {
        string count = total is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{tally.Images:N0} of {all:N0} ({100L * tally.Images / Math.Max(1, all)} %)")
            : string.Create(CultureInfo.InvariantCulture, $"{tally.Images:N0}");
        string errors = tally.Errors > 0 ? string.Create(CultureInfo.InvariantCulture, $", {tally.Errors:N0} not classified") : "";
        string blurred = string.Create(CultureInfo.InvariantCulture, $": {tally.Blurred:N0} blurred");
        return count + blurred + errors + (total is { } last ? Left(tally.Images, last, elapsed) : "");
    }

    // The first images wait for the model, and tell nothing yet.
    private static string Left(int done, int total, TimeSpan elapsed)
    {
        if (done < 5 || elapsed < TimeSpan.FromSeconds(2) || done >= total) return "";
        TimeSpan left = elapsed / done * (total - done);
        string time = left.TotalSeconds < 90 ? $"{Math.Ceiling(left.TotalSeconds):0} s"
            : left.TotalMinutes < 90 ? $"{left.TotalMinutes:0} min" : $"{left.TotalHours:0} h";
        return $"; about {time} left";
    }

    private static string Fitting(string text)
    {
        int width = Math.Max(20, Console.WindowWidth - 1);
        return text.Length <= width ? text : text[..width];
    }
}
