namespace BlurDetection.Training.Keras.Hdf5;

/// <summary>A file in memory that counts what is read of it, and ends reading that never would.</summary>
internal sealed class MeteredStream : MemoryStream
{
    // A sound file's structure is read once or a few times; a damaged one can lead in circles.
    private const long SpareReads = 1_000_000, ReadsOfTheFile = 64;

    private readonly byte[] _content;
    private long _reads;

    internal MeteredStream(byte[] content) : base(content, writable: false) => _content = content;

    /// <summary>Bytes read so far.</summary>
    internal long BytesRead { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Count(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer)
    {
        // MemoryStream would call the other method for a class derived from it, and through a copy.
        int count = (int)Math.Max(0, Math.Min(buffer.Length, Length - Position));
        _content.AsSpan((int)Math.Min(Position, Length), count).CopyTo(buffer);
        Position += count;
        return Count(count);
    }

    public override int ReadByte()
    {
        int value = base.ReadByte();
        Count(value < 0 ? 0 : 1);
        return value;
    }

    private int Count(int bytes)
    {
        BytesRead += bytes;
        if (++_reads > SpareReads + Length || BytesRead > ReadsOfTheFile * (Length + SpareReads))
            throw new InvalidDataException("its structure leads in circles");
        return bytes;
    }
}
