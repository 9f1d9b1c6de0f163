namespace BlurDetection.Models;

/// <summary>How wide the blur is along 0, 45, 90 and 135 degrees in each cell of a grid over the image, as the network says it.</summary>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Log2">Four planes, one a direction: log2 of the visible width in pixels of the network's input, row by row. 0 degrees runs
/// along a row, 45 down to the right, 90 down a column.</param>
internal sealed record DirectionalWidths(int Columns, int Rows, float[] Log2)
{
    public const int Directions = 4;
}
