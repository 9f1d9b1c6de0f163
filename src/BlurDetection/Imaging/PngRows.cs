using System.IO.Compression;

namespace BlurDetection.Imaging;

/// <summary>The rows of a PNG, or of one of its passes, from the top, with their filters undone.</summary>
internal sealed unsafe class PngRows : IDisposable
{
    private readonly ZLibStream _inflated;
    private readonly int _pixelSize, _fileLength;
    private byte[] _raw, _above, _row;
    private int _length, _read;

    /// <summary>Starts with the first row of an image that is not interlaced.</summary>
    /// <param name="png">The file; its bytes must stay pinned.</param>
    /// <param name="fileLength">Bytes in the file.</param>
    /// <param name="header">What it says of itself.</param>
    public PngRows(byte* png, int fileLength, in PngHeader header)
    {
        (_pixelSize, _fileLength) = (header.BytesPerPixel, fileLength);
        _inflated = new ZLibStream(new PngDataStream(png, fileLength, header.DataOffset), CompressionMode.Decompress);
        var padded = header.BytesOf(header.Width) + 2 * PngFilter.Margin;
        (_raw, _above, _row) = (BoundedPool<byte>.Rent(padded), BoundedPool<byte>.Rent(padded), BoundedPool<byte>.Rent(padded));
        Begin(header.BytesOf(header.Width));
    }

    /// <summary>Bytes restored so far: what decoding costs.</summary>
    public long Restored { get; private set; }

    /// <summary>Starts a pass: nothing is above its first row.</summary>
    /// <param name="length">Bytes in a row.</param>
    public void Begin(int length)
    {
        (_length, _read) = (length, 0);
        var padded = length + 2 * PngFilter.Margin;
        _above.AsSpan(0, padded).Clear();
        _row.AsSpan(0, padded).Clear();
    }

    /// <summary>The next row, which holds until the one after it is read; behind it are <see cref="PngFilter.Margin"/> arbitrary
    /// bytes.</summary>
    /// <exception cref="UnsupportedImageException">The file is cut short or damaged.</exception>
    public ReadOnlySpan<byte> Next()
    {
        try
        {
            if (_inflated.ReadAtLeast(_raw.AsSpan(0, _length + 1), _length + 1, throwOnEndOfStream: false) <= _length)
                throw DecodingErrors.CutShort(ImageFormat.Png, _fileLength);
        }
        catch (Exception error) when (error is IOException or InvalidDataException) // a preset dictionary is the former
        {
            throw DecodingErrors.Damaged(ImageFormat.Png, error.Message.TrimEnd('.'));
        }
        (_above, _row) = (_row, _above);
        if (!PngFilter.TryUndo(_raw[0], _pixelSize, _raw.AsSpan(1, _length + PngFilter.Margin), _above, _row))
            throw DecodingErrors.Damaged(ImageFormat.Png, $"row {_read} has the unknown filter {_raw[0]}");
        _read++;
        Restored += _length;
        return _row.AsSpan(PngFilter.Margin, _length + PngFilter.Margin);
    }

    public void Dispose()
    {
        _inflated.Dispose();
        if (_raw.Length > 0)
            foreach (var buffer in new[] { _raw, _above, _row }) BoundedPool<byte>.Return(buffer);
        _raw = _above = _row = [];
    }
}
