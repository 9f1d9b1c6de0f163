using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Attributes;

/// <summary>A rectangle of pixels; right and bottom belong to it.</summary>
internal sealed record PixelRegion(uint Left, uint Top, uint Right, uint Bottom)
{
    /// <summary>The region of an item; null where it is incomplete or empty.</summary>
    public static PixelRegion? Read(DataSet item) =>
        item.UInt32(Tags.RegionLocationMinX0) is { } left && item.UInt32(Tags.RegionLocationMinY0) is { } top
        && item.UInt32(Tags.RegionLocationMaxX1) is { } right && item.UInt32(Tags.RegionLocationMaxY1) is { } bottom
        && right > left && bottom > top
            ? new PixelRegion(left, top, right, bottom)
            : null;

    /// <summary>Marks the pixels of a row outside all regions as holding no data; without regions, none.</summary>
    public static void Keep(IReadOnlyList<PixelRegion> regions, int y, Span<byte> hasData)
    {
        if (regions.Count == 0) return;
        for (var x = 0; x < hasData.Length; x++)
        {
            var inside = false;
            foreach (var region in regions) inside |= region.Contains((uint)x, (uint)y);
            if (!inside) hasData[x] = 0;
        }
    }

    private bool Contains(uint x, uint y) => x >= Left && x <= Right && y >= Top && y <= Bottom;
}
