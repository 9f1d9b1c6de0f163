using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>The bytes of a file or stream, in a pooled array.</summary>
internal sealed class EncodedBytes : IDisposable
{
    private const int FirstGuess = 64 << 10;
    private byte[] _bytes;
    private int _length;

    private EncodedBytes(int capacity) => _bytes = BoundedPool<byte>.Rent(capacity);

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>Reads from the current position to the end.</summary>
    /// <exception cref="ImageTooLargeException">There are more than <paramref name="maxBytes"/>.</exception>
    public static EncodedBytes Read(Stream stream, int maxBytes)
    {
        var bytes = Rent(stream, maxBytes);
        try
        {
            while (stream.Read(bytes.Free(maxBytes)) is var read and > 0) bytes._length += read;
            return bytes.Checked(maxBytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="Read"/>
    public static async ValueTask<EncodedBytes> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        var bytes = Rent(stream, maxBytes);
        try
        {
            while (await stream.ReadAsync(bytes.FreeMemory(maxBytes), cancellationToken).ConfigureAwait(false) is var read and > 0)
                bytes._length += read;
            return bytes.Checked(maxBytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) BoundedPool<byte>.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private static EncodedBytes Rent(Stream stream, int maxBytes)
    {
        if (!stream.CanSeek) return new EncodedBytes(FirstGuess);
        var left = Math.Max(0, stream.Length - stream.Position);
        if (left == 0 && stream.Length > 0) throw DecodingErrors.StreamAtEnd(stream.Length);
        // one more, so that the end is seen without growing
        return left > maxBytes ? throw DecodingErrors.TooManyBytes(maxBytes) : new EncodedBytes((int)left + 1);
    }

    private Span<byte> Free(int maxBytes) => FreeMemory(maxBytes).Span;

    private Memory<byte> FreeMemory(int maxBytes)
    {
        if (_length > maxBytes) throw DecodingErrors.TooManyBytes(maxBytes);
        if (_length == _bytes.Length)
        {
            var larger = BoundedPool<byte>.Rent((int)Math.Min(2L * _length, Array.MaxLength));
            Span.CopyTo(larger);
            BoundedPool<byte>.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsMemory(_length);
    }

    private EncodedBytes Checked(int maxBytes) => _length > maxBytes ? throw DecodingErrors.TooManyBytes(maxBytes) : this;
}
