using System.Diagnostics;

namespace BlurDetection.Cli.Output;

/// <summary>A running count on standard error, for a person whose results go elsewhere.</summary>
internal sealed class ProgressLine(TextWriter error, TextWriter output) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    // Where the results themselves appear on the terminal, they are progress enough.
    private readonly bool _visible = Terminal.IsOne(error) && !Terminal.IsOne(output);
    private long _last;
    private int _length;

    public void Show(Tally tally)
    {
        if (!_visible || Stopwatch.GetElapsedTime(_last) < Pause) return;
        string text = tally.ToString();
        error.Write("\r" + text.PadRight(_length));
        (_last, _length) = (Stopwatch.GetTimestamp(), text.Length);
    }

    public void Clear()
    {
        if (_length == 0) return;
        error.Write("\r" + new string(' ', _length) + "\r");
        _length = 0;
    }

    public void Dispose() => Clear();
}
