namespace BlurDetection.Training.Symmetry;

/// <summary>One of the eight ways to put a square onto itself: mirrored or not, then turned by quarters.</summary>
/// <param name="Mirrored">Columns are reversed first.</param>
/// <param name="Quarters">Quarter turns after that, 0 to 3.</param>
internal readonly record struct SquareTurn(bool Mirrored, int Quarters)
{
    public const int Count = 8;

    /// <summary>All eight; the first leaves everything where it is.</summary>
    public static IReadOnlyList<SquareTurn> All { get; } = [.. Enumerable.Range(0, Count).Select(i => new SquareTurn(i >= 4, i % 4))];

    /// <summary>Place in <see cref="All"/>.</summary>
    public int Index => (Mirrored ? 4 : 0) + Quarters;

    /// <summary>This after <paramref name="first"/>.</summary>
    /// <param name="first">What is done before.</param>
    public SquareTurn After(SquareTurn first) =>
        new(Mirrored ^ first.Mirrored, ((Mirrored ? 4 - first.Quarters : first.Quarters) + Quarters) % 4);

    /// <summary>Where a cell of a square grid goes.</summary>
    /// <param name="row">Row, from 0.</param>
    /// <param name="column">Column, from 0.</param>
    /// <param name="size">Cells in a side.</param>
    public (int Row, int Column) Move(int row, int column, int size)
    {
        if (Mirrored) column = size - 1 - column;
        for (int i = 0; i < Quarters; i++) (row, column) = (column, size - 1 - row);
        return (row, column);
    }
}
