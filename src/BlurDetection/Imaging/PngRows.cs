using System.IO.Compression;
using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>The rows of a PNG, or of one of its passes, from the top, with their filters undone.</summary>
internal sealed unsafe class PngRows : IDisposable
{
    private const int AtOnce = 4;

    private readonly ZLibStream _inflated;
    private readonly int _pixelSize, _fileLength;
    private readonly byte[][] _raw = new byte[AtOnce + 1][]; // the last one waits where its filter is none of those before it
    private readonly byte[][] _restored = new byte[AtOnce + 1][]; // the row above, and those that were restored at once
    private int _length, _rows, _given, _ready, _next;
    private bool _isOneWaiting, _isDisposed;

    /// <summary>Starts with the first row of an image that is not interlaced.</summary>
    /// <param name="png">The file; its bytes must stay pinned.</param>
    /// <param name="fileLength">Bytes in the file.</param>
    /// <param name="header">What it says of itself.</param>
    public PngRows(byte* png, int fileLength, in PngHeader header)
    {
        (_pixelSize, _fileLength) = (header.BytesPerPixel, fileLength);
        _inflated = new ZLibStream(new PngDataStream(png, fileLength, header.DataOffset), CompressionMode.Decompress);
        var padded = header.BytesOf(header.Width) + 2 * PngFilter.Margin;
        for (var i = 0; i <= AtOnce; i++) (_raw[i], _restored[i]) = (BoundedPool<byte>.Rent(padded), BoundedPool<byte>.Rent(padded));
        Begin(header.BytesOf(header.Width), header.Height);
    }

    /// <summary>Bytes restored so far: what decoding costs.</summary>
    public long Restored { get; private set; }

    /// <summary>Starts a pass: nothing is above its first row.</summary>
    /// <param name="length">Bytes in a row.</param>
    /// <param name="rows">Rows in the pass.</param>
    public void Begin(int length, int rows)
    {
        (_length, _rows, _given, _ready, _next, _isOneWaiting) = (length, rows, 0, 0, 0, false);
        foreach (var row in _restored) row.AsSpan(0, length + 2 * PngFilter.Margin).Clear();
    }

    /// <summary>The next row, which holds until the one after it is read; behind it are <see cref="PngFilter.Margin"/> arbitrary
    /// bytes.</summary>
    /// <exception cref="UnsupportedImageException">The file is cut short or damaged.</exception>
    public ReadOnlySpan<byte> Next()
    {
        if (_next == _ready) Restore();
        _given++;
        Restored += _length;
        return _restored[++_next].AsSpan(PngFilter.Margin, _length + PngFilter.Margin);
    }

    private void Restore()
    {
        (_restored[0], _restored[_ready]) = (_restored[_ready], _restored[0]);
        ReadRun();
        var i = 0;
        if (_ready == AtOnce)
        {
            PngFilter.UndoFour(_pixelSize, _length, _raw, _restored);
            i = AtOnce;
        }
        else if (_ready >= 2)
        {
            PngFilter.UndoTwo(_pixelSize, _length, _raw, _restored);
            i = 2;
        }
        for (; i < _ready; i++)
        {
            if (!PngFilter.TryUndo(_raw[i][0], _pixelSize, _raw[i].AsSpan(1, _length + PngFilter.Margin), _restored[i], _restored[i + 1]))
                throw DecodingErrors.Damaged(ImageFormat.Png, $"row {_given + i} has the unknown filter {_raw[i][0]}");
        }
    }

    // A row, and those of Paeth's filter behind one of it.
    private void ReadRun()
    {
        (_ready, _next) = (1, 0);
        if (_isOneWaiting) (_raw[0], _raw[AtOnce], _isOneWaiting) = (_raw[AtOnce], _raw[0], false);
        else Inflate(_raw[0]);
        if (_raw[0][0] != PngFilter.PaethFilter || _pixelSize == 1) return;
        for (; _ready < AtOnce && _given + _ready < _rows; _ready++)
        {
            Inflate(_raw[_ready]);
            if (_raw[_ready][0] == PngFilter.PaethFilter) continue;
            (_raw[_ready], _raw[AtOnce], _isOneWaiting) = (_raw[AtOnce], _raw[_ready], true);
            return;
        }
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
        if (_isDisposed) return;
        _isDisposed = true;
        _inflated.Dispose();
        foreach (var buffer in _raw) BoundedPool<byte>.Return(buffer);
        foreach (var buffer in _restored) BoundedPool<byte>.Return(buffer);
    }
}
