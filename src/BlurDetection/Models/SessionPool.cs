using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Opens each model once for all classifiers of a container that use it: sessions by the content of their graph
/// and their threads. Thread-safe.</summary>
internal sealed class SessionPool
{
    private readonly Dictionary<(string Graph, int Threads), Shared> _sessions = [];
    private readonly Lock _lock = new();

    /// <summary>Sessions that are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _sessions.Count;
        }
    }

    /// <summary>A session of its own to the one who asks; the memory behind it is shared, and freed with the last.</summary>
    /// <exception cref="InvalidModelException">It is no ONNX model that can be run.</exception>
    public ModelSession Open(byte[] onnx, int threads, string source)
    {
        var key = (Convert.ToHexString(SHA256.HashData(onnx)), threads);
        lock (_lock)
        {
            if (!_sessions.TryGetValue(key, out var shared))
                _sessions.Add(key, shared = new Shared(ModelSession.Load(onnx, threads, source)));
            shared.Users++;
            return new ModelSession(shared.Session, () => Release(key));
        }
    }

    private void Release((string Graph, int Threads) key)
    {
        lock (_lock)
        {
            var shared = _sessions[key];
            if (--shared.Users > 0) return;
            _sessions.Remove(key);
            shared.Session.Dispose();
        }
    }

    private sealed class Shared(InferenceSession session)
    {
        public InferenceSession Session => session;

        public int Users { get; set; }
    }
}
