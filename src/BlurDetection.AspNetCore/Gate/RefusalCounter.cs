using Microsoft.Extensions.Caching.Memory;

namespace BlurDetection.AspNetCore.Gate;

/// <summary>Counts refusals in a row for each client, for a while and for a bounded number of clients.</summary>
internal sealed class RefusalCounter(TimeSpan window) : IDisposable
{
    private readonly MemoryCache _clients = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private readonly Lock _lock = new();

    /// <summary>Counts a refusal, unless the client has had <paramref name="most"/> of them: then the count starts again.</summary>
    /// <returns>False if the client has had as many.</returns>
    public bool TryRefuse(string client, int most)
    {
        lock (_lock)
        {
            int before = _clients.TryGetValue(client, out int count) ? count : 0;
            if (before >= most)
            {
                _clients.Remove(client);
                return false;
            }
            _clients.Set(client, before + 1, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = window });
            return true;
        }
    }

    /// <summary>Forgets a client whose upload was accepted.</summary>
    public void Forget(string client)
    {
        lock (_lock) _clients.Remove(client);
    }

    public void Dispose() => _clients.Dispose();
}
