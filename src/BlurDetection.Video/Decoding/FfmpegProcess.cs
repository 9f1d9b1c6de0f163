using System.ComponentModel;
using System.Diagnostics;

namespace BlurDetection.Video;

/// <summary>A running ffmpeg or ffprobe. It ends with this object: no process outlives <see cref="DisposeAsync"/>.</summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    private const int KeptLines = 12;

    private readonly Process _process;
    private readonly Task _log;
    private readonly Queue<string> _errors = new();

    private FfmpegProcess(Process process, Action<string>? onLine)
    {
        _process = process;
        _log = Task.Run(() => ReadLogAsync(onLine));
    }

    public int Id => _process.Id;

    /// <summary>Ends with the log.</summary>
    public Task LogEnded => _log;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The last errors that were logged, one a line.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return string.Join('\n', _errors);
        }
    }

    /// <exception cref="FfmpegNotFoundException">The program cannot be started.</exception>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FfmpegProcess(process, onLine);
        }
        catch (Win32Exception e)
        {
            throw new FfmpegNotFoundException($"{program} cannot be started: {e.Message} Install it: {FfmpegPrograms.InstallLine}.");
        }
    }

    /// <summary>Ends the program at once; it may have ended already.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // it has ended
        }
    }

    /// <summary>Waits for the end, and for the last line of the log.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _log.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await WaitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task ReadLogAsync(Action<string>? onLine)
    {
        while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (IsError(line))
                lock (_errors)
                {
                    if (_errors.Count == KeptLines) _errors.Dequeue();
                    _errors.Enqueue(Plain(line));
                }
            onLine?.Invoke(line);
        }
    }

    public static bool IsError(string line) =>
        line.Contains("[error] ", StringComparison.Ordinal) || line.Contains("[fatal] ", StringComparison.Ordinal)
            || line.Contains("[panic] ", StringComparison.Ordinal);

    /// <summary>A line without the address of ffmpeg's object in memory.</summary>
    public static string Plain(string line) =>
        line.IndexOf("[error] ", StringComparison.Ordinal) is >= 0 and var at ? line[(at + 8)..]
        : line.IndexOf("[fatal] ", StringComparison.Ordinal) is >= 0 and var fatal ? line[(fatal + 8)..] : line;
}
