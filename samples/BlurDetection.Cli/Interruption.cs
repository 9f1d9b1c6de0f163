using System.Runtime.InteropServices;

namespace BlurDetection.Cli;

/// <summary>Turns Ctrl-C and SIGTERM into a cancelled token, and says so at once; the second one ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _signals;
    private volatile bool _ended;
    private int _count;

    public Interruption(TextWriter error)
    {
        _error = error;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>From here on signals change nothing: the process ends by itself, with the exit code that it has.</summary>
    public void Dispose()
    {
        _ended = true;
        // Never unregistered, for then a signal that comes in these last moments would end the process by the system's default.
        foreach (PosixSignalRegistration signal in _signals) GC.SuppressFinalize(signal);
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_ended) return;
        if (Interlocked.Increment(ref _count) > 1) Environment.Exit(ExitCode.Cancelled);
        _error.WriteLine("Stopping after the step at hand; press Ctrl-C again to stop at once.");
        _stop.Cancel();
    }
}
