namespace BlurDetection.Models;

/// <summary>A place in a map between the middles of four cells, and what bilinear interpolation reads there.</summary>
internal readonly struct MapPlace
{
    private readonly int _topLeft, _topRight, _bottomLeft, _bottomRight;
    private readonly float _right, _down;

    /// <param name="x">Cells to the right of the first one's middle; a place outside is taken to the nearest cell.</param>
    /// <param name="y">Cells below it.</param>
    /// <param name="map">The map.</param>
    public MapPlace(double x, double y, BlurMap map)
    {
        (x, y) = (Math.Clamp(x, 0, map.Width - 1), Math.Clamp(y, 0, map.Height - 1));
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, map.Width - 1), bottom = Math.Min(top + 1, map.Height - 1);
        (_right, _down) = ((float)(x - left), (float)(y - top));
        (_topLeft, _topRight, _bottomLeft, _bottomRight) =
            (top * map.Width + left, top * map.Width + right, bottom * map.Width + left, bottom * map.Width + right);
    }

    /// <param name="cells">The map's probabilities or its certainties.</param>
    public float Read(ReadOnlySpan<float> cells)
    {
        float upper = cells[_topLeft] + _right * (cells[_topRight] - cells[_topLeft]),
            lower = cells[_bottomLeft] + _right * (cells[_bottomRight] - cells[_bottomLeft]);
        return upper + _down * (lower - upper);
    }
}
