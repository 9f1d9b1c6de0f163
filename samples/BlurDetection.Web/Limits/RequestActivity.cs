namespace BlurDetection.Web.Limits;

/// <summary>Knows when the last request ended, and whether any is open.</summary>
internal sealed class RequestActivity
{
    private int _open;
    private long _requests;

    /// <summary>Requests that ended so far.</summary>
    public long Ended => Interlocked.Read(ref _requests);

    /// <summary>Whether no request is open.</summary>
    public bool IsIdle => Volatile.Read(ref _open) == 0;

    public async Task WatchAsync(Func<Task> request)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await request();
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            Interlocked.Increment(ref _requests);
        }
    }
}
