namespace BlurDetection.Synthesis.Optics.Psf;

/// <summary>What one point of light becomes: non-negative weights on a square pixel grid that sum to 1.</summary>
internal sealed class PointSpreadFunction
{
    private const int Directions = 12;

    /// <summary>Every so many of the measured directions is told: 0, 45, 90 and 135 degrees.</summary>
    private const int Quarter = Directions / 4;

    /// <summary>Normalises weights to sum 1 and drops empty borders.</summary>
    /// <param name="size">Side of the grid in pixels, odd.</param>
    /// <param name="weights">size x size non-negative values, row by row, at least one of them positive.</param>
    /// <exception cref="ArgumentException">The size is even, does not fit the weights, or nothing is positive.</exception>
    public PointSpreadFunction(int size, float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (size < 1 || size % 2 == 0 || weights.Length != size * size)
            throw new ArgumentException($"A PSF is an odd square grid; got size {size} with {weights.Length} weights.", nameof(size));
        double sum = 0;
        foreach (float weight in weights) sum += weight;
        if (!(sum > 0)) throw new ArgumentException("A PSF needs at least one positive weight.", nameof(weights));

        int margin = EmptyMargin(size, weights);
        Size = size - 2 * margin;
        Weights = new float[Size * Size];
        for (int y = 0; y < Size; y++)
            for (int x = 0; x < Size; x++)
                Weights[y * Size + x] = (float)(weights[(y + margin) * size + x + margin] / sum);
        double[] widths = MeasureWidths();
        VisibleWidth = widths.Max();
        DirectionalWidths = [.. Enumerable.Range(0, 4).Select(i => widths[i * Quarter])];
    }

    /// <summary>No blur: one pixel.</summary>
    public static PointSpreadFunction Identity { get; } = new(1, [1f]);

    /// <summary>Side of the grid in pixels, odd.</summary>
    public int Size { get; }

    /// <summary>Pixels from the centre to the border.</summary>
    public int Radius => Size / 2;

    /// <summary>Width of the blur across the direction that it harms most, in pixels; 1 = none.</summary>
    /// <remarks>
    /// The participation width 1 / sum(lsf^2) of the line spread function, greatest over 12 directions: L for a straight
    /// streak of L pixels, 1.85 r for a disk of radius r, 3.54 s for a gaussian of standard deviation s. A sharp peak with a faint tail
    /// stays narrow, as it does to the eye.
    /// </remarks>
    public double VisibleWidth { get; }

    /// <summary>The same width along 0, 45, 90 and 135 degrees, in pixels; 0 degrees runs along a row, 90 down a column.</summary>
    /// <remarks>A streak is wide along the motion and one pixel wide across it; a disk is equally wide in all.</remarks>
    public IReadOnlyList<double> DirectionalWidths { get; }

    internal float[] Weights { get; }

    private static int EmptyMargin(int size, float[] weights)
    {
        int centre = size / 2, reach = 0;
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
                if (weights[y * size + x] > 0) reach = Math.Max(reach, Math.Max(Math.Abs(x - centre), Math.Abs(y - centre)));
        return centre - reach;
    }

    private double[] MeasureWidths()
    {
        var widths = new double[Directions];
        int bins = 2 * (int)Math.Ceiling(Radius * Math.Sqrt(2)) + 5;
        var line = new double[bins];
        for (int direction = 0; direction < Directions; direction++)
        {
            double angle = Math.PI * direction / Directions, cos = Math.Cos(angle), sin = Math.Sin(angle);
            Array.Clear(line);
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    double weight = Weights[y * Size + x];
                    if (weight == 0) continue;
                    double position = (x - Radius) * cos + (y - Radius) * sin + bins / 2;
                    int bin = (int)Math.Floor(position);
                    double share = position - bin;
                    line[bin] += weight * (1 - share);
                    line[bin + 1] += weight * share;
                }
            }
            double energy = 0;
            foreach (double value in line) energy += value * value;
            widths[direction] = Math.Max(1, 1 / energy);
        }
        return widths;
    }
}
