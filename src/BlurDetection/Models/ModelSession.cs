using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>The inference sessions of a model, for all threads. They are freed when they have been disposed and the last call that
/// uses them has ended.</summary>
internal sealed class ModelSession : IDisposable
{
    private const string Owner = "BlurClassifier"; // what callers have disposed of
    private const int Disposed = 1 << 30;
    private const int Freed = 1 << 29;
    private readonly InferenceSession[] _sessions;
    private readonly Action _free;
    private int _state;

    public ModelSession(IReadOnlyList<byte[]> graphs, int threads, string source)
    {
        _sessions = Load(graphs, threads, source);
        _free = () => Free(_sessions);
    }

    /// <summary>Takes sessions that others may use, too.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="free">Called once, when this one is not used any more.</param>
    public ModelSession(InferenceSession[] sessions, Action free) => (_sessions, _free) = (sessions, free);

    /// <param name="graphs">One for each session.</param>
    /// <param name="threads">Threads of one image.</param>
    /// <param name="source">Names the model in errors.</param>
    /// <exception cref="InvalidModelException">One is no ONNX model that can be run.</exception>
    public static InferenceSession[] Load(IReadOnlyList<byte[]> graphs, int threads, string source)
    {
        var sessions = new List<InferenceSession>();
        try
        {
            foreach (byte[] graph in graphs) sessions.Add(Load(graph, threads, source));
        }
        catch
        {
            Free(sessions);
            throw;
        }
        return [.. sessions];
    }

    public static void Free(IEnumerable<InferenceSession> sessions)
    {
        foreach (var session in sessions) session.Dispose();
    }

    private static InferenceSession Load(byte[] onnx, int threads, string source)
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
        options.AddSessionConfigEntry("session.load_model_format", "ONNX");
        try
        {
            // Otherwise the runtime's own format would be taken, too, by its first bytes.
            return new InferenceSession(onnx, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidModelException($"{source} is no ONNX model that can be run: {e.Message}", e);
        }
    }

    /// <summary>The first of them: the network, or most of it.</summary>
    public InferenceSession Session => _sessions[0];

    /// <summary>Keeps the sessions alive until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">They were disposed before.</exception>
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

        /// <summary>The sessions of the graphs behind the first.</summary>
        public ReadOnlySpan<InferenceSession> Others => owner._sessions.AsSpan(1);

        public void Dispose() => owner.Release();
    }
}
