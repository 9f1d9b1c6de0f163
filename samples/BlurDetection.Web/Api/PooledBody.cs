using System.Buffers;
using System.Runtime.InteropServices;
using BlurDetection.Web.Limits;

namespace BlurDetection.Web.Api;

/// <summary>The bytes of one file, in memory outside the managed heap: it grows in place as they arrive, and is given
/// back at once.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int PieceBytes = 64 << 10;
    private readonly BodyMemory _memory;
    private unsafe byte* _bytes;
    private int _capacity;

    private PooledBody(BodyMemory memory) => _memory = memory;

    ~PooledBody() => Free();

    public int Length { get; private set; }

    public unsafe ReadOnlySpan<byte> Span => new(_bytes, Length);

    /// <summary>A stream over the bytes; it must not outlive them.</summary>
    public unsafe Stream AsStream() => Length == 0 ? Stream.Null : new UnmanagedMemoryStream(_bytes, Length);

    /// <summary>Reads a stream to its end.</summary>
    /// <returns><see langword="null"/> if there are more bytes than allowed.</returns>
    /// <exception cref="ServerBusyException">The server holds as many bytes as it may.</exception>
    public static async Task<PooledBody?> ReadAsync(
        Stream stream, long? expected, int limit, BodyMemory memory, CancellationToken cancellationToken)
    {
        if (expected > limit) return null;
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        var body = new PooledBody(memory);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(piece.AsMemory(0, PieceBytes), cancellationToken)) > 0)
            {
                if (body.Length + (long)read > limit)
                {
                    body.Dispose();
                    return null;
                }
                body.Append(piece.AsSpan(0, read), limit);
            }
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private unsafe void Append(ReadOnlySpan<byte> piece, int limit)
    {
        if (Length + piece.Length > _capacity)
        {
            var larger = (int)Math.Min(limit, Math.Max(PieceBytes, 2L * _capacity));
            if (!_memory.TryTake(larger - _capacity)) throw new ServerBusyException();
            _bytes = (byte*)NativeMemory.Realloc(_bytes, (nuint)larger);
            _capacity = larger;
        }
        piece.CopyTo(new Span<byte>(_bytes + Length, piece.Length));
        Length += piece.Length;
    }

    private unsafe void Free()
    {
        if (_bytes == null) return;
        NativeMemory.Free(_bytes);
        _memory.Give(_capacity);
        _bytes = null;
        (_capacity, Length) = (0, 0);
    }
}
