using System.Globalization;

namespace BlurDetection.Scanning.Sources;

/// <summary>The bytes of a tar archive, of whose own entries no large one is read: <see cref="System.Formats.Tar.TarReader"/> takes the
/// extended headers of an entry into memory whole, of whatever size they claim to be.</summary>
internal sealed class TarStream(Stream archive) : Stream
{
    /// <summary>The most bytes of a header that are read at once: names and attributes of one entry.</summary>
    public const int MostHeaderBytes = 1 << 20;

    /// <summary>Whether headers are being read, not the content of an entry.</summary>
    public bool IsAtHeaders { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => archive.CanSeek;

    public override bool CanWrite => false;

    public override long Length => archive.Length;

    public override long Position
    {
        get => archive.Position;
        set => archive.Position = value;
    }

    public override int Read(Span<byte> buffer) => archive.Read(buffer[..Checked(buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        archive.ReadAsync(buffer[..Checked(buffer.Length)], cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => archive.Seek(offset, origin);

    public override void Flush() => archive.Flush();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Checked(int count) => !IsAtHeaders || count <= MostHeaderBytes ? count
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"The archive has a header of {count:N0} bytes; at most {MostHeaderBytes:N0} are read. Pack it again, with shorter names."));
}
