namespace BlurDetection.Vips.Scenes;

/// <summary>The affine transform from pixels to map coordinates: X = OriginX + x ColumnX + y RowX, Y = OriginY + x ColumnY + y RowY, with
/// x, y from the top left corner of the top left pixel.</summary>
/// <param name="OriginX">X of the top left corner of the scene.</param>
/// <param name="OriginY">Y of the top left corner of the scene.</param>
/// <param name="ColumnX">Change of X by one pixel to the right.</param>
/// <param name="ColumnY">Change of Y by one pixel to the right; 0 without rotation.</param>
/// <param name="RowX">Change of X by one pixel down; 0 without rotation.</param>
/// <param name="RowY">Change of Y by one pixel down; negative where north is up.</param>
/// <param name="EpsgCode">The EPSG code of the coordinate system, where the file states one.</param>
public sealed record GeoReference(
    double OriginX, double OriginY, double ColumnX, double ColumnY, double RowX, double RowY, int? EpsgCode = null)
{
    /// <summary>The map coordinates of a point.</summary>
    /// <param name="x">Pixels from the left edge.</param>
    /// <param name="y">Pixels from the top edge.</param>
    public (double X, double Y) ToMap(double x, double y) => (OriginX + x * ColumnX + y * RowX, OriginY + x * ColumnY + y * RowY);
}
