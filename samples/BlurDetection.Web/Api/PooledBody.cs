using System.Buffers;

namespace BlurDetection.Web.Api;

/// <summary>The bytes of one file, in a buffer that goes back to the pool.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 64 << 10;
    private byte[] _buffer;

    private PooledBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    public Stream AsStream() => new MemoryStream(_buffer, 0, Length, writable: false);

    /// <summary>Reads a stream to its end.</summary>
    /// <returns><see langword="null"/> if there are more bytes than allowed.</returns>
    public static async Task<PooledBody?> ReadAsync(Stream stream, long? expected, int limit, CancellationToken cancellation)
    {
        if (expected > limit) return null;
        var body = new PooledBody((int)Math.Max(FirstSize, (expected ?? 0) + 1));
        try
        {
            int read;
            while ((read = await stream.ReadAsync(body._buffer.AsMemory(body.Length), cancellation)) > 0)
            {
                body.Length += read;
                if (body.Length > limit)
                {
                    body.Dispose();
                    return null;
                }
                if (body.Length == body._buffer.Length) body.Grow(limit);
            }
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Length = 0;
    }

    private void Grow(int limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _buffer.Length, limit + 1L));
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
