namespace BlurDetection.Training.DefaultModel;

/// <summary>One place.</summary>
/// <param name="Kind">What was seen.</param>
/// <param name="Outline">Polygon, x and y of each corner, in percent of width and height; empty for the whole photograph.</param>
internal sealed record MarkedPlace(PlaceKind Kind, double[] Outline)
{
    /// <summary>What is at the middle of each cell of a grid over the photograph; later places lie over earlier ones.</summary>
    /// <param name="places">The places.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="rows">Rows of cells.</param>
    public static PlaceKind[] Paint(IReadOnlyList<MarkedPlace> places, int columns, int rows)
    {
        var cells = new PlaceKind[columns * rows];
        foreach (var place in places)
            for (int row = 0; row < rows; row++)
                for (int column = 0; column < columns; column++)
                    if (place.Holds(100 * (column + 0.5) / columns, 100 * (row + 0.5) / rows)) cells[row * columns + column] = place.Kind;
        return cells;
    }

    // Even-odd rule: as many crossings to the left as make the number odd.
    private bool Holds(double x, double y)
    {
        bool inside = Outline.Length == 0;
        for (int i = 0, before = Outline.Length - 2; i < Outline.Length; before = i, i += 2)
        {
            double fromX = Outline[before], fromY = Outline[before + 1], toX = Outline[i], toY = Outline[i + 1];
            if (fromY > y != toY > y && x > fromX + (y - fromY) / (toY - fromY) * (toX - fromX)) inside = !inside;
        }
        return inside;
    }
}
