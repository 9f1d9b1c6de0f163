using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Limits;

/// <summary>Counts the bytes that all requests hold together while they arrive and wait: how many senders there are does
/// not bound them.</summary>
internal sealed class BodyMemory(IOptions<WebOptions> options)
{
    private readonly long _most = options.Value.MaxBufferedBytes;
    private long _held;

    /// <summary>Takes bytes; false if there are not so many left.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= _most) return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(int bytes) => Interlocked.Add(ref _held, -bytes);
}
