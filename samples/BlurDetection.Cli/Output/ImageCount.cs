using System.Diagnostics;

namespace BlurDetection.Cli.Output;

/// <summary>Counts images on standard error: a moving line on a terminal, a line now and then elsewhere.</summary>
internal sealed class ImageCount(TextWriter error, string doing, bool quiet) : IProgress<int>, IDisposable
{
    private static readonly TimeSpan TerminalPause = TimeSpan.FromMilliseconds(150), LogPause = TimeSpan.FromSeconds(10);
    private readonly bool _terminal = Terminal.IsOne(error);
    private readonly Lock _lock = new();
    private long _last = Stopwatch.GetTimestamp();
    private int _most;
    private bool _shown;
    private IDisposable? _drawing;

    private string Wipe => "\r" + new string(' ', doing.Length + 24) + "\r";

    public void Report(int value)
    {
        if (quiet) return;
        lock (_lock)
        {
            _most = Math.Max(_most, value);
            if (Stopwatch.GetElapsedTime(_last) < (_terminal ? TerminalPause : LogPause)) return;
            _last = Stopwatch.GetTimestamp();
            if (_terminal)
            {
                _drawing ??= ErrorOutput.Above(error, line => error.Write(Wipe + line + Environment.NewLine));
                error.Write($"\r{doing}: {_most} images");
            }
            else error.WriteLine($"{doing}: {_most} images");
            _shown = true;
        }
    }

    public void Dispose()
    {
        _drawing?.Dispose();
        if (_terminal && _shown) error.Write(Wipe);
    }
}
