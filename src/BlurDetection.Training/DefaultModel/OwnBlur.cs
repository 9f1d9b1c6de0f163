using BlurDetection.Imaging;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Where a photograph that counts as sharp is soft by itself: the background behind its subject.</summary>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows of cells.</param>
/// <param name="Cells">How likely each is soft, 0 to 255, row by row.</param>
internal sealed record OwnBlur(int Columns, int Rows, byte[] Cells)
{
    private const float SoftFrom = 0.4f, SoftTo = 0.7f, Sharp = 0.2f;
    private const double LeastSharp = 0.15, LeastSoft = 0.01;

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

    /// <summary>The same at the size of the photograph, 0..1 for each pixel, each cell as it is.</summary>
    public PlanarImage Enlarged(int width, int height)
    {
        var pixels = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            int row = (int)((long)y * Rows / height) * Columns;
            for (int x = 0; x < width; x++) pixels[y * width + x] = Cells[row + (int)((long)x * Columns / width)] / 255f;
        }
        return new PlanarImage(1, height, width, pixels);
    }
}
