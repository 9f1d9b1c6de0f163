using BlurDetection.Imaging;

namespace BlurDetection.Verdicts;

/// <summary>Two copies of one image, one beside the other: shaken between two flashes, or two frames blended.</summary>
/// <remarks>
/// An echo of strength a at a distance d multiplies the power spectrum by 1 + a^2 + 2a cos(2 pi f d), so that the power cepstrum, the
/// transform of its logarithm, has a peak at d, and one of the other sign at 2d: the series of the logarithm alternates (Bogert, Healy and
/// Tukey, "The quefrency alanysis of time series for echoes", 1963). What repeats without end, a fence or a line of type, has peaks of one
/// sign at d, 2d and 3d, and as strong ones at other places. Of 1,458 sharp images none was taken for a double image, and 0.987 of their
/// doubles were; 4 more are when the first test sees four tiles instead of two (docs/model-history.md).
/// </remarks>
/// <param name="Across">How far the second copy stands to the right, in pixels; negative: to the left.</param>
/// <param name="Down">How far it stands below, at least 0.</param>
internal readonly record struct DoubleImage(int Across, int Down)
{
    /// <summary>Tiles that settle nearly all images that are no double ones.</summary>
    private const int FirstTiles = 2;

    /// <summary>A peak that is at least so high, so many times higher than the next, with an opposite one of so much of its
    /// height.</summary>
    private const float LeastHeight = 0.05f, LeastRatio = 1.3f, LeastOpposite = 0.1f, MostAlike = 0.1f;

    // The same for the first tiles, where chance has more of a say.
    private const float FirstHeight = 0.03f, FirstRatio = 1.05f, FirstOpposite = 0.05f, FirstAlike = 0.15f;

    /// <summary>How far both copies stand apart, in pixels.</summary>
    public double Distance => Math.Sqrt((double)Across * Across + (double)Down * Down);

    /// <summary>Finds the second copy of an image, 4 to 51 pixels from the first.</summary>
    /// <param name="luma">The image, values 0 to 255.</param>
    /// <returns><see langword="null"/> where there is none, and for images of less than 256 pixels along a side.</returns>
    public static DoubleImage? Find(in LumaPlane luma)
    {
        if (luma.Width < PowerCepstrum.Side || luma.Height < PowerCepstrum.Side) return null;
        using var cepstrum = new PowerCepstrum();
        (int Left, int Top)[] tiles = Tiles(luma.Width, luma.Height);
        int first = Math.Min(FirstTiles, tiles.Length);
        cepstrum.Add(luma, tiles.AsSpan(0, first));
        if (cepstrum.Peak() is not { } peak || !peak.Is(FirstHeight, FirstRatio, FirstOpposite, FirstAlike)) return null;
        if (tiles.Length > first)
        {
            cepstrum.Add(luma, tiles.AsSpan(first));
            peak = cepstrum.Peak()!.Value;
        }
        return peak.Is(LeastHeight, LeastRatio, LeastOpposite, MostAlike) ? new DoubleImage(peak.Across, peak.Down) : null;
    }

    // As many as cover the image, evenly spread; the first ones from all over it.
    private static (int Left, int Top)[] Tiles(int width, int height)
    {
        int columns = Count(width), rows = Count(height);
        var tiles = new List<(int Left, int Top)>(columns * rows);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                tiles.Add((At(column, columns, width), At(row, rows, height)));
        int step = Math.Max(1, tiles.Count / FirstTiles);
        return [.. tiles.Select((tile, index) => (tile, index)).OrderBy(of => of.index % step != 0).Select(of => of.tile)];

        static int Count(int side) => Math.Min(4, (side + PowerCepstrum.Side - 1) / PowerCepstrum.Side);
        static int At(int tile, int tiles, int side) => tiles == 1 ? (side - PowerCepstrum.Side) / 2
            : tile * (side - PowerCepstrum.Side) / (tiles - 1);
    }
}
