using BlurDetection.Buffers;
using BlurDetection.Imaging;
using BlurDetection.Vips.Decoding;
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

    /// <summary>Width of a tile, or of the image where it is stored in strips.</summary>
    public int BlockWidth => _blockWidth;

    /// <summary>Reads a rectangle, reduced by a factor. Thread-safe.</summary>
    /// <param name="place">The rectangle, in reduced pixels.</param>
    /// <param name="factor">1, 2, 4 or 8.</param>
    /// <param name="bytes">Takes the rows.</param>
    public void Read(SampleTile place, int factor, Span<byte> bytes)
    {
        if (factor == 1 && _across == 1 && place.Width == _width)
        {
            Gather(0, place.Top, place.Height, bytes);
            return;
        }
        var (rowLength, stride) = (place.Width * _pixelSize, _blockWidth * _pixelSize);
        var (begin, end) = (place.Left * factor, Math.Min(_width, (place.Left + place.Width) * factor));
        var mean = new SquareMean(factor, Channels, SampleSize, Math.Min(_blockWidth, end - begin));
        var few = Math.Min(place.Height, Math.Max(1, PieceBytes / (stride * factor))); // reduced rows in a piece
        var piece = BoundedPool<byte>.Rent(few * factor * stride);
        for (var y = 0; y < place.Height; y += few)
        {
            var top = (place.Top + y) * factor;
            var rows = Math.Min(Math.Min(few, place.Height - y) * factor, _height - top);
            for (var left = begin; left < end;)
            {
                var inside = left % _blockWidth;
                var width = Math.Min(_blockWidth - inside, end - left);
                Gather(left / _blockWidth, top, rows, piece);
                for (var row = 0; row < rows; row += factor)
                    mean.Reduce(piece.AsSpan(row * stride + inside * _pixelSize), stride, width, Math.Min(factor, rows - row),
                        bytes[((y + row / factor) * rowLength + (left - begin) / factor * _pixelSize)..]);
                left += width;
            }
        }
        BoundedPool<byte>.Return(piece);
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
