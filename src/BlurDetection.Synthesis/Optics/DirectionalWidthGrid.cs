namespace BlurDetection.Synthesis.Optics;

/// <summary>Directional widths that differ from place to place: known on a grid that spans the image, and straight in between.</summary>
/// <param name="Columns">Places in a row, at least 2.</param>
/// <param name="Rows">Rows of places, at least 2.</param>
/// <param name="Widths">The four widths of each place, row by row, in pixels.</param>
internal sealed record DirectionalWidthGrid(int Columns, int Rows, IReadOnlyList<IReadOnlyList<double>> Widths) : IDirectionalWidth
{
    /// <inheritdoc/>
    public float[]? Share => null;

    /// <inheritdoc/>
    public double At(int direction, double inside, double across, double down)
    {
        double x = Math.Clamp(across, 0, 1) * (Columns - 1), y = Math.Clamp(down, 0, 1) * (Rows - 1);
        int left = Math.Min((int)x, Columns - 2), top = Math.Min((int)y, Rows - 2);
        double right = x - left, below = y - top;
        double Node(int column, int row) => Widths[row * Columns + column][direction];
        return (Node(left, top) * (1 - right) + Node(left + 1, top) * right) * (1 - below)
            + (Node(left, top + 1) * (1 - right) + Node(left + 1, top + 1) * right) * below;
    }
}
