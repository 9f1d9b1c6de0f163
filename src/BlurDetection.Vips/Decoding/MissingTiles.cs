using BlurDetection.Imaging;

namespace BlurDetection.Vips.Decoding;

/// <summary>Tiles or strips of a TIFF that were never written (sparse files); libvips reads them as 0 without an error.</summary>
internal sealed class MissingTiles
{
    private const int TileWidth = 322, TileLength = 323, TileCounts = 325, RowsPerStrip = 278, StripCounts = 279, ImageWidth = 256,
        ImageLength = 257;
    private const int MostTiles = 1 << 24;

    private readonly bool[] _missing;
    private readonly int _width, _height, _across;

    private MissingTiles(bool[] missing, int width, int height, int across) =>
        (_missing, _width, _height, _across) = (missing, width, height, across);

    /// <summary>Null where every tile is there.</summary>
    public static MissingTiles? Of(TiffDirectory directory)
    {
        if (directory.Value(ImageWidth) is not (> 0 and <= int.MaxValue) || directory.Value(ImageLength) is not (> 0 and <= int.MaxValue))
            return null;
        var (imageWidth, imageHeight) = (directory.Value(ImageWidth)!.Value, directory.Value(ImageLength)!.Value);
        var tiled = directory.Value(TileWidth) is not null;
        var width = tiled ? directory.Value(TileWidth)!.Value : imageWidth;
        var height = (tiled ? directory.Value(TileLength) : directory.Value(RowsPerStrip)) ?? imageHeight;
        if (width is < 1 or > int.MaxValue || height < 1) return null;
        height = Math.Min(height, imageHeight);
        var (across, down) = ((imageWidth + width - 1) / width, (imageHeight + height - 1) / height);
        var tag = tiled ? TileCounts : StripCounts;
        if (across * down > Math.Min(MostTiles, directory.Count(tag))) return null; // planes follow each other; the first one decides
        var counts = new long[across * down];
        if (directory.Values(tag, counts) < counts.Length || Array.IndexOf(counts, 0L) < 0) return null;
        return new MissingTiles([.. counts.Select(count => count == 0)], (int)width, (int)height, (int)across);
    }

    /// <summary>Marks the pixels of a row that lie in missing tiles.</summary>
    public void Mark(int left, int y, Span<byte> hasData, SampleStrip strip)
    {
        var row = y / _height * _across;
        for (var x = 0; x < hasData.Length; x++)
        {
            if (!_missing[row + (left + x) / _width]) continue;
            hasData[x] = 0;
            strip.HasMissing = true;
        }
    }
}
