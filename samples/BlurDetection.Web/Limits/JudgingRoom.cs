using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Limits;

/// <summary>Lets only so many pictures be decoded and judged at a time: that is where memory and cores go.</summary>
internal sealed class JudgingRoom(IOptions<WebOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _seats = new(options.Value.Threads);

    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _seats.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            _seats.Release();
        }
    }

    public void Dispose() => _seats.Dispose();
}
