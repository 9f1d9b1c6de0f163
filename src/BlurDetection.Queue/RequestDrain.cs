namespace BlurDetection.Queue;

/// <summary>Counts what is under way, and tells when nothing is.</summary>
internal sealed class RequestDrain
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private bool _ending;

    public Entry Enter()
    {
        lock (_lock) _underWay++;
        return new Entry(this);
    }

    public Task WhenEmptyAsync()
    {
        lock (_lock)
        {
            _ending = true;
            if (_underWay == 0) _empty.TrySetResult();
        }
        return _empty.Task;
    }

    private void Leave()
    {
        lock (_lock)
            if (--_underWay == 0 && _ending) _empty.TrySetResult();
    }

    public readonly struct Entry(RequestDrain drain) : IDisposable
    {
        public void Dispose() => drain.Leave();
    }
}
