using System.IO.Compression;

namespace BlurDetection.Imaging;

/// <summary>The rows of a PNG, or of one of its passes, from the top, with their filters undone.</summary>
internal sealed unsafe class PngRows : IDisposable
{
    private readonly ZLibStream _inflated;
    private readonly int _pixelSize, _fileLength;
    private byte[] _raw, _above, _row;
    private byte[] _nextRaw, _nextRow; // of the row behind the one that Next gives
    private bool _isNextRead, _isNextRestored;
    private int _length, _rows, _read;

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
        (_nextRaw, _nextRow) = (BoundedPool<byte>.Rent(padded), BoundedPool<byte>.Rent(padded));
        Begin(header.BytesOf(header.Width), header.Height);
    }

    /// <summary>Bytes restored so far: what decoding costs.</summary>
    public long Restored { get; private set; }

    /// <summary>Starts a pass: nothing is above its first row.</summary>
    /// <param name="length">Bytes in a row.</param>
    /// <param name="rows">Rows in the pass.</param>
    public void Begin(int length, int rows)
    {
        (_length, _rows, _read, _isNextRead, _isNextRestored) = (length, rows, 0, false, false);
        var padded = length + 2 * PngFilter.Margin;
        foreach (var row in new[] { _above, _row, _nextRow }) row.AsSpan(0, padded).Clear();
    }

    /// <summary>The next row, which holds until the one after it is read; behind it are <see cref="PngFilter.Margin"/> arbitrary
    /// bytes.</summary>
    /// <exception cref="UnsupportedImageException">The file is cut short or damaged.</exception>
    public ReadOnlySpan<byte> Next()
    {
        if (_isNextRestored) (_above, _row, _nextRow, _isNextRestored) = (_row, _nextRow, _above, false);
        else
        {
            if (_isNextRead) (_raw, _nextRaw, _isNextRead) = (_nextRaw, _raw, false);
            else Inflate(_raw);
            (_above, _row) = (_row, _above);
            Restore();
        }
        _read++;
        Restored += _length;
        return _row.AsSpan(PngFilter.Margin, _length + PngFilter.Margin);
    }

    private void Restore()
    {
        var raw = _raw.AsSpan(1, _length + PngFilter.Margin);
        if (_raw[0] == PngFilter.PaethFilter && _pixelSize > 1 && _read + 1 < _rows)
        {
            Inflate(_nextRaw);
            _isNextRead = _nextRaw[0] != PngFilter.PaethFilter;
            _isNextRestored = !_isNextRead;
            if (_isNextRestored)
            {
                PngFilter.UndoTwo(_pixelSize, raw, _nextRaw.AsSpan(1, _length + PngFilter.Margin), _above, _row, _nextRow);
                return;
            }
        }
        if (!PngFilter.TryUndo(_raw[0], _pixelSize, raw, _above, _row))
            throw DecodingErrors.Damaged(ImageFormat.Png, $"row {_read} has the unknown filter {_raw[0]}");
    }

    private void Inflate(byte[] raw)
    {
        try
        {
            if (_inflated.ReadAtLeast(raw.AsSpan(0, _length + 1), _length + 1, throwOnEndOfStream: false) <= _length)
                throw DecodingErrors.CutShort(ImageFormat.Png, _fileLength);
        }
        catch (Exception error) when (error is IOException or InvalidDataException) // a preset dictionary is the former
        {
            throw DecodingErrors.Damaged(ImageFormat.Png, error.Message.TrimEnd('.'));
        }
    }

    public void Dispose()
    {
        _inflated.Dispose();
        if (_raw.Length > 0)
            foreach (var buffer in new[] { _raw, _above, _row, _nextRaw, _nextRow }) BoundedPool<byte>.Return(buffer);
        _raw = _above = _row = _nextRaw = _nextRow = [];
    }
}
