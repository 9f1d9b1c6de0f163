using BlurDetection.Imaging;
using Microsoft.Win32.SafeHandles;
using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>The tiles or strips of an uncompressed TIFF, read from the file itself, each byte once; libvips copies them several times,
/// which takes as long as the rest.</summary>
internal sealed class StoredBlocks : IDisposable
{
    private const int TileWidth = 322, TileLength = 323, TileOffsets = 324, TileCounts = 325;
    private const int RowsPerStrip = 278, StripOffsets = 273, StripCounts = 279;
    private const int BitsPerSample = 258, SamplesPerPixel = 277, PlanarConfiguration = 284, FillOrder = 266, SampleFormat = 339;
    private const int Uncompressed = 1, BlackIsZero = 1, Rgb = 2, Interleaved = 1, HighBitFirst = 1, UnsignedIntegers = 1;
    private const int MostBlocks = 1 << 24, PieceBytes = 256 << 10; // a piece stays in the processor's cache until it is reduced

    private readonly SafeFileHandle _file;
    private readonly long[] _offsets, _counts;
    private readonly int _width, _height, _pixelSize, _blockWidth, _blockHeight, _across;
    private byte[] _piece = [];

    private StoredBlocks(SafeFileHandle file, Image image, long[] offsets, long[] counts, int blockWidth, int blockHeight)
    {
        (_file, _offsets, _counts) = (file, offsets, counts);
        (_width, _height) = (image.Width, image.Height);
        (Channels, SampleSize) = (image.Bands, image.Format == Enums.BandFormat.Uchar ? 1 : 2);
        (_blockWidth, _blockHeight, _pixelSize) = (blockWidth, blockHeight, Channels * SampleSize);
        _across = (_width + blockWidth - 1) / blockWidth;
    }

    private int Channels { get; }

    private int SampleSize { get; }

    /// <summary>Null where the samples are not stored as libvips would give them, or the file is damaged: libvips says it better.</summary>
    /// <param name="path">The file.</param>
    /// <param name="directory">The directory of the scene.</param>
    /// <param name="littleEndian">Whether the file's numbers are.</param>
    /// <param name="image">The scene as libvips sees it.</param>
    public static StoredBlocks? Of(string path, TiffDirectory directory, bool littleEndian, Image image)
    {
        if (image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort)) return null;
        var bits = image.Format == Enums.BandFormat.Uchar ? 8 : 16;
        if (bits > 8 && littleEndian != BitConverter.IsLittleEndian) return null;
        var photometric = image.Bands switch { 1 => BlackIsZero, 3 => Rgb, _ => -1 };
        if (directory.Value(TiffDirectory.Photometric) != photometric || !Is(directory, TiffDirectory.Compression, Uncompressed)
            || !Is(directory, PlanarConfiguration, Interleaved) && image.Bands > 1 || !Is(directory, FillOrder, HighBitFirst)
            || !Is(directory, SampleFormat, UnsignedIntegers) || (directory.Value(SamplesPerPixel) ?? 1) != image.Bands
            || directory.Numbers(BitsPerSample) is not { Length: > 0 } each || each.Any(b => b != bits))
            return null;
        var tiled = directory.Value(TileWidth) is not null;
        var width = tiled ? directory.Value(TileWidth)!.Value : image.Width;
        var height = (tiled ? directory.Value(TileLength) : directory.Value(RowsPerStrip)) ?? image.Height;
        if (!tiled) height = Math.Min(height, image.Height);
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue) return null;
        if (tiled && (width % 16 != 0 || height % 16 != 0)) return null; // whole squares lie in a tile
        var blocks = ((image.Width + width - 1) / width) * ((image.Height + height - 1) / height);
        if (blocks > MostBlocks) return null;
        long[] offsets = new long[blocks], counts = new long[blocks];
        if (directory.Values(tiled ? TileOffsets : StripOffsets, offsets) < blocks
            || directory.Values(tiled ? TileCounts : StripCounts, counts) < blocks)
            return null;
        var stored = new StoredBlocks(File.OpenHandle(path), image, offsets, counts, (int)width, (int)height);
        if (stored.IsWhole(tiled)) return stored;
        stored.Dispose();
        return null;
    }

    /// <summary>Reads whole rows, reduced by a factor.</summary>
    /// <param name="top">The first row, in reduced rows.</param>
    /// <param name="rows">How many reduced rows.</param>
    /// <param name="factor">1, 2, 4 or 8.</param>
    /// <param name="bytes">Takes the rows.</param>
    public void Read(int top, int rows, int factor, Span<byte> bytes)
    {
        if (factor == 1 && _across == 1)
        {
            Gather(0, top, rows, bytes);
            return;
        }
        var rowLength = (_width + factor - 1) / factor * _pixelSize;
        var mean = new SquareMean(factor, Channels, SampleSize, _blockWidth);
        var few = Math.Max(1, PieceBytes / (_blockWidth * _pixelSize * factor)); // reduced rows in a piece
        if (_piece.Length < few * factor * _blockWidth * _pixelSize) _piece = new byte[few * factor * _blockWidth * _pixelSize];
        for (var y = 0; y < rows; y += few)
        {
            var sourceTop = (top + y) * factor;
            var sourceRows = Math.Min(Math.Min(few, rows - y) * factor, _height - sourceTop);
            for (var column = 0; column < _across; column++)
            {
                var left = column * _blockWidth;
                var width = Math.Min(_blockWidth, _width - left);
                Gather(column, sourceTop, sourceRows, _piece);
                for (var row = 0; row < sourceRows; row += factor)
                    mean.Reduce(_piece.AsSpan(row * _blockWidth * _pixelSize), _blockWidth * _pixelSize, width,
                        Math.Min(factor, sourceRows - row), bytes[((y + row / factor) * rowLength + left / factor * _pixelSize)..]);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool Is(TiffDirectory directory, int tag, int usual) => (directory.Value(tag) ?? usual) == usual;

    /// <summary>Reads rows of a column of blocks, from as many blocks as they lie in.</summary>
    private void Gather(int column, int top, int rows, Span<byte> bytes)
    {
        var length = _blockWidth * _pixelSize;
        while (rows > 0)
        {
            var (block, inside) = (top / _blockHeight * _across + column, top % _blockHeight);
            var some = Math.Min(rows, _blockHeight - inside);
            var into = bytes[..(some * length)];
            if (_counts[block] == 0) into.Clear(); // never written
            else if (RandomAccess.Read(_file, into, _offsets[block] + (long)inside * length) < into.Length)
                throw DecodingErrors.CutShort(ImageFormat.Tiff, RandomAccess.GetLength(_file));
            (top, rows) = (top + some, rows - some);
            bytes = bytes[into.Length..];
        }
    }

    private bool IsWhole(bool tiled)
    {
        var (length, rowLength) = (RandomAccess.GetLength(_file), (long)_blockWidth * _pixelSize);
        if (rowLength > int.MaxValue / 16) return false;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var needed = rowLength * (tiled ? _blockHeight : Math.Min(_blockHeight, _height - i * _blockHeight));
            if (_counts[i] != 0 && (_offsets[i] < 8 || _counts[i] < needed || _offsets[i] > length - needed)) return false;
        }
        return true;
    }
}
