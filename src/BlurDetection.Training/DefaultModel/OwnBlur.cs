using BlurDetection.Imaging;
using BlurDetection.Training.Degradation;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Where a photograph that counts as sharp is soft by itself: the background behind its subject.</summary>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows of cells.</param>
/// <param name="Doubt">How likely each is soft where nobody knows, 0 to 255, row by row.</param>
/// <param name="Soft">255 where someone saw that it is, 0 elsewhere, row by row; <see langword="null"/> where nobody looked or nothing was seen.</param>
internal sealed record OwnBlur(int Columns, int Rows, byte[] Doubt, byte[]? Soft = null)
{
    private const float SoftFrom = 0.4f, SoftTo = 0.7f, Sharp = 0.2f;
    private const double LeastSharp = 0.15, LeastSoft = 0.01;
    private const int MostColumns = 240;

    /// <summary>What a map tells, or <see langword="null"/>: a picture without a sharp part is not one with a soft background, and its softness goes when it is scaled down.</summary>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="rows">Rows of cells.</param>
    /// <param name="map">Probability of blur for each cell.</param>
    public static OwnBlur? Of(int columns, int rows, ReadOnlySpan<float> map)
    {
        var cells = new byte[map.Length];
        int sharp = 0, soft = 0;
        for (int i = 0; i < map.Length; i++)
        {
            float doubt = Math.Clamp((map[i] - SoftFrom) / (SoftTo - SoftFrom), 0, 1);
            cells[i] = (byte)MathF.Round(255 * doubt);
            if (map[i] < Sharp) sharp++;
            if (doubt > 0.5f) soft++;
        }
        return sharp >= LeastSharp * map.Length && soft >= LeastSoft * map.Length ? new OwnBlur(columns, rows, cells) : null;
    }

    /// <summary>What someone saw, or <see langword="null"/> where all is in focus.</summary>
    /// <param name="places">What was seen.</param>
    /// <param name="width">Pixels of the photograph in a row.</param>
    /// <param name="height">Its rows.</param>
    public static OwnBlur? Of(IReadOnlyList<MarkedPlace> places, int width, int height)
    {
        int columns = Math.Min(width, MostColumns), rows = Math.Max(1, (int)Math.Round((double)columns * height / width));
        var cells = MarkedPlace.Paint(places, columns, rows);
        if (cells.All(cell => cell == PlaceKind.Focus)) return null;
        byte[] Where(PlaceKind kind) => [.. cells.Select(cell => cell == kind ? byte.MaxValue : (byte)0)];
        return new OwnBlur(columns, rows, Where(PlaceKind.Doubt), cells.Contains(PlaceKind.Soft) ? Where(PlaceKind.Soft) : null);
    }

    /// <summary>The same at the size of the photograph, each cell as it is.</summary>
    public OwnSoftness Enlarged(int width, int height) => new(Enlarged(Doubt, width, height), Enlarged(Soft, width, height));

    private PlanarImage Enlarged(byte[]? cells, int width, int height)
    {
        var pixels = new float[width * height];
        for (int y = 0; y < height && cells is not null; y++)
        {
            int row = (int)((long)y * Rows / height) * Columns;
            for (int x = 0; x < width; x++) pixels[y * width + x] = cells[row + (int)((long)x * Columns / width)] / 255f;
        }
        return new PlanarImage(1, height, width, pixels);
    }
}
