using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>One inference session for all threads. It is freed when it has been disposed and the last call that uses it
/// has ended.</summary>
internal sealed class ModelSession : IDisposable
{
    private const string Owner = "BlurClassifier"; // what callers have disposed of
    private const int Disposed = 1 << 30;
    private const int Freed = 1 << 29;
    private readonly Action _free;
    private int _state;

    public ModelSession(byte[] onnx, int threads, string source)
    {
        Session = Load(onnx, threads, source);
        _free = Session.Dispose;
    }

    /// <summary>Takes a session that others may use, too.</summary>
    /// <param name="session">The session.</param>
    /// <param name="free">Called once, when this one is not used any more.</param>
    public ModelSession(InferenceSession session, Action free) => (Session, _free) = (session, free);

    /// <exception cref="InvalidModelException">It is no ONNX model that can be run.</exception>
    public static InferenceSession Load(byte[] onnx, int threads, string source)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // Plans are kept for each new image size, without end.
            EnableMemoryPattern = false,
            // The runtime would write to the console; what matters comes back as an exception.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(onnx, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelException($"{source} is no ONNX model that can be run: {e.Message}", e);
        }
    }

    public InferenceSession Session { get; }

    /// <summary>Keeps the session alive until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed before.</exception>
    public Lease Acquire()
    {
        if (((uint)Interlocked.Increment(ref _state) & Disposed) != 0)
        {
            Release();
            throw new ObjectDisposedException(Owner);
        }
        return new Lease(this);
    }

    /// <returns>True for the first call.</returns>
    public bool Dispose()
    {
        var first = (Interlocked.Or(ref _state, Disposed) & Disposed) == 0;
        if (first) FreeIfUnused();
        return first;
    }

    void IDisposable.Dispose() => Dispose();

    private void Release()
    {
        if (Interlocked.Decrement(ref _state) == Disposed) FreeIfUnused();
    }

    // The state passes through "disposed, no user" again when a late caller is turned away: only the first passage frees.
    private void FreeIfUnused()
    {
        if (Interlocked.CompareExchange(ref _state, Disposed | Freed, Disposed) == Disposed) _free();
    }

    public readonly struct Lease(ModelSession owner) : IDisposable
    {
        public InferenceSession Session => owner.Session;

        public void Dispose() => owner.Release();
    }
}
