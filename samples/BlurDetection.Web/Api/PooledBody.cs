using System.Buffers;
using BlurDetection.Web.Limits;

namespace BlurDetection.Web.Api;

/// <summary>The bytes of one file, in a buffer that grows as they arrive; small ones go back to the pool.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 64 << 10, MostPooled = 4 << 20;
    private readonly BodyMemory _memory;
    private byte[] _buffer;

    private PooledBody(BodyMemory memory)
    {
        _memory = memory;
        _buffer = Rent(FirstSize);
    }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    public Stream AsStream() => new MemoryStream(_buffer, 0, Length, writable: false);

    /// <summary>Reads a stream to its end.</summary>
    /// <returns><see langword="null"/> if there are more bytes than allowed.</returns>
    /// <exception cref="ServerBusyException">The server holds as many bytes as it may.</exception>
    public static async Task<PooledBody?> ReadAsync(Stream stream, long? expected, int limit, BodyMemory memory, CancellationToken cancellation)
    {
        if (expected > limit) return null;
        var body = new PooledBody(memory);
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
        Return(_buffer);
        _buffer = [];
        Length = 0;
    }

    private void Grow(int limit)
    {
        var larger = Rent((int)Math.Min(2L * _buffer.Length, limit + 1L));
        Span.CopyTo(larger);
        Return(_buffer);
        _buffer = larger;
    }

    private byte[] Rent(int length)
    {
        var buffer = length > MostPooled ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);
        if (_memory.TryTake(buffer.Length)) return buffer;
        if (buffer.Length <= MostPooled) ArrayPool<byte>.Shared.Return(buffer);
        throw new ServerBusyException();
    }

    private void Return(byte[] buffer)
    {
        if (buffer.Length == 0) return;
        _memory.Give(buffer.Length);
        if (buffer.Length <= MostPooled) ArrayPool<byte>.Shared.Return(buffer);
    }
}
