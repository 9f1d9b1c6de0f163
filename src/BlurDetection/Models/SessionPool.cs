using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Opens each model once for all classifiers of a container that use it: sessions by the content of their graphs
/// and their threads. Thread-safe.</summary>
internal sealed class SessionPool
{
    private readonly Dictionary<(string Graphs, int Threads), Shared> _sessions = [];
    private readonly Lock _lock = new();

    /// <summary>Models that are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _sessions.Count;
        }
    }

    /// <summary>A session of its own to the one who asks; the memory behind it is shared, and freed with the last.</summary>
    /// <exception cref="InvalidModelException">It is no ONNX model that can be run.</exception>
    public ModelSession Open(IReadOnlyList<byte[]> graphs, int threads, string source)
    {
        var key = (string.Concat(graphs.Select(graph => Convert.ToHexString(SHA256.HashData(graph)))), threads);
        lock (_lock)
        {
            if (!_sessions.TryGetValue(key, out var shared))
                _sessions.Add(key, shared = new Shared(ModelSession.Load(graphs, threads, source)));
            shared.Users++;
            return new ModelSession(shared.Sessions, () => Release(key));
        }
    }

    private void Release((string Graphs, int Threads) key)
    {
        lock (_lock)
        {
            var shared = _sessions[key];
            if (--shared.Users > 0) return;
            _sessions.Remove(key);
            ModelSession.Free(shared.Sessions);
        }
    }

    private sealed class Shared(InferenceSession[] sessions)
    {
        public InferenceSession[] Sessions => sessions;

        public int Users { get; set; }
    }
}
