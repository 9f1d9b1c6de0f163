using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>The bodies of a PNG's consecutive IDAT chunks as one stream; the file's bytes must stay pinned.</summary>
internal sealed unsafe class PngDataStream(byte* png, int length, int firstChunk) : Stream
{
    private int _next = firstChunk;
    private int _at;
    private int _left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_left == 0)
            if (!NextChunk()) return 0;
        var count = Math.Min(_left, buffer.Length);
        new ReadOnlySpan<byte>(png + _at, count).CopyTo(buffer);
        (_at, _left) = (_at + count, _left - count);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool NextChunk()
    {
        if (_next + 8 > length) return false;
        var chunk = new ReadOnlySpan<byte>(png + _next, 8);
        if (!chunk[4..].SequenceEqual("IDAT"u8)) return false;
        _at = _next + 8;
        var claimed = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        _left = (int)Math.Min(claimed, (uint)(length - _at)); // a file that is cut short ends here
        if (_at + (long)claimed + 4 <= length)
        {
            var stored = BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(png + _at + claimed, 4));
            if (Crc32.Of(new ReadOnlySpan<byte>(png + _at - 4, (int)claimed + 4)) != stored)
                throw new InvalidDataException("the checksum of its image data is another.");
        }
        _next = (int)Math.Min((long)_at + claimed + 4, length);
        return true;
    }
}
