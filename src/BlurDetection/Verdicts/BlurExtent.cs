using BlurDetection.Models;

namespace BlurDetection.Verdicts;

/// <summary>How far a point is smeared and in which direction, in pixels of the original image, from widths along four
/// directions.</summary>
/// <remarks>
/// Squares of widths, less the one pixel that a sharp point has, are those of an ellipse: w(t)^2 - 1 = a + b cos 2t + c
/// sin 2t, exact for a straight streak and for a disk. Three numbers from four directions; the longer axis is the blur's width.
/// </remarks>
/// <param name="Width">Along the longer axis, at least 1.</param>
/// <param name="AcrossWidth">Along the shorter axis, at least 1.</param>
/// <param name="Angle">Of the longer axis, degrees from the horizontal, counterclockwise as seen, 0 to 180.</param>
internal readonly record struct BlurExtent(double Width, double AcrossWidth, double Angle)
{
    /// <summary>How much longer than wide the smear of a moving point is at least: below, the direction is chance.</summary>
    private const double LeastElongation = 1.4;

    /// <summary>Mean certainty of the cells below which there is nothing to tell widths by.</summary>
    private const double LeastCertainty = 0.001;

    /// <summary>Whether the widths differ enough to tell a direction.</summary>
    public bool IsElongated => Width >= LeastElongation * AcrossWidth;

    /// <param name="widths">What the network said.</param>
    /// <param name="map">How certain each place is; its cells need not be those of <paramref name="widths"/>.</param>
    /// <param name="scaleX">Pixels of the original image in one of the network's input, across.</param>
    /// <param name="scaleY">The same, down.</param>
    /// <returns><see langword="null"/> where no place is certain.</returns>
    public static BlurExtent? Of(DirectionalWidths widths, BlurMap map, double scaleX, double scaleY)
    {
        Span<double> squares = stackalloc double[DirectionalWidths.Directions];
        return Mean(widths, map, squares) ? OfEllipse(squares, scaleX, scaleY) : null;
    }

    /// <param name="copies">The two copies of a double image; as wide as they stand apart, along the line from one to the other.</param>
    /// <param name="scaleX">Pixels of the original image in one of the network's input, across.</param>
    /// <param name="scaleY">The same, down.</param>
    public static BlurExtent Of(DoubleImage copies, double scaleX, double scaleY)
    {
        double across = copies.Across * scaleX, down = copies.Down * scaleY, degrees = -Math.Atan2(down, across) * 180 / Math.PI;
        return new BlurExtent(Math.Max(1, Math.Sqrt(across * across + down * down)), 1, degrees < 0 ? degrees + 180 : degrees);
    }

    // Mean of the logarithms, so that one cell far off does not outweigh all others; each place counts as much as it is certain.
    private static bool Mean(DirectionalWidths widths, BlurMap map, Span<double> squares)
    {
        int cells = widths.Columns * widths.Rows;
        double total = 0;
        ReadOnlySpan<float> certainties = map.Certainty.Span;
        bool isAligned = (map.Width, map.Height) == (widths.Columns, widths.Rows);
        for (int cell = 0; cell < cells; cell++)
        {
            double certainty = isAligned ? certainties[cell] : Certainty(cell);
            total += certainty;
            for (int i = 0; i < squares.Length; i++) squares[i] += certainty * widths.Log2[i * cells + cell];
        }
        if (!(total > LeastCertainty * cells)) return false;
        for (int i = 0; i < squares.Length; i++) squares[i] = Math.Pow(4, Math.Max(0, squares[i] / total)) - 1;
        return true;

        double Certainty(int cell)
        {
            double x = (cell % widths.Columns + 0.5) * map.Width / widths.Columns - 0.5,
                y = (cell / widths.Columns + 0.5) * map.Height / widths.Rows - 0.5;
            return new MapPlace(x, y, map).Read(map.Certainty.Span);
        }
    }

    private static BlurExtent OfEllipse(ReadOnlySpan<double> squares, double scaleX, double scaleY)
    {
        double mean = (squares[0] + squares[1] + squares[2] + squares[3]) / 4;
        double across = (mean + (squares[0] - squares[2]) / 2) * scaleX * scaleX,
            down = (mean - (squares[0] - squares[2]) / 2) * scaleY * scaleY;
        double diagonal = (squares[1] - squares[3]) / 2 * scaleX * scaleY;
        double middle = (across + down) / 2, apart = Math.Sqrt((across - down) * (across - down) / 4 + diagonal * diagonal);
        // Rows count downwards, angles upwards.
        double degrees = -Math.Atan2(2 * diagonal, across - down) * 90 / Math.PI;
        return new BlurExtent(Width(middle + apart), Width(middle - apart), degrees < 0 ? degrees + 180 : degrees);

        static double Width(double square) => Math.Sqrt(1 + Math.Max(0, square));
    }
}
