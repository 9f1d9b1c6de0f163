namespace BlurDetection.Vips.Scenes;

/// <summary>Puts the maps of tiles together into one of the whole scene.</summary>
internal sealed class SceneMap
{
    /// <summary>Cells with at least this certainty hold evidence, and those with at least this probability are blurred.</summary>
    private const float Half = 0.5f;

    private readonly int _sceneWidth, _sceneHeight;
    private readonly double[] _blurred, _certain;
    private readonly int[] _counts;

    public SceneMap(int sceneWidth, int sceneHeight, int cellSize)
    {
        (_sceneWidth, _sceneHeight) = (sceneWidth, sceneHeight);
        Width = (sceneWidth + cellSize - 1) / cellSize;
        Height = (sceneHeight + cellSize - 1) / cellSize;
        (_blurred, _certain, _counts) = (new double[Width * Height], new double[Width * Height], new int[Width * Height]);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Shares of a map's area: that holds evidence, and of this that is blurred.</summary>
    public static (double Evidence, double Blurred) Shares(BlurMap map)
    {
        int evidence = 0, blurred = 0;
        ReadOnlySpan<float> probability = map.Probability.Span, certainty = map.Certainty.Span;
        for (var i = 0; i < certainty.Length; i++)
        {
            if (certainty[i] < Half) continue;
            evidence++;
            if (probability[i] >= Half) blurred++;
        }
        return ((double)evidence / map.Probability.Length, evidence == 0 ? 0 : (double)blurred / evidence);
    }

    /// <summary>Adds the map of a tile: each scene cell takes the mean of the tile's cells at it, weighted by certainty.</summary>
    public void Add(int left, int top, int width, int height, BlurMap map)
    {
        // Every scene cell whose middle lies in the tile; sampled where the tile's cells are larger.
        int first = Cell(left, _sceneWidth, Width), last = Cell(left + width - 1, _sceneWidth, Width);
        int upper = Cell(top, _sceneHeight, Height), lower = Cell(top + height - 1, _sceneHeight, Height);
        var columns = new (int From, int To)[last - first + 1];
        for (var x = first; x <= last; x++) columns[x - first] = Range(x, _sceneWidth, Width, left, width, map.Width);
        for (var y = upper; y <= lower; y++)
        {
            var rows = Range(y, _sceneHeight, Height, top, height, map.Height);
            for (var x = first; x <= last; x++) AddCell(y * Width + x, columns[x - first], rows, map);
        }
    }

    public BlurMap ToMap()
    {
        var probability = new float[_blurred.Length];
        var certainty = new float[_blurred.Length];
        for (var i = 0; i < probability.Length; i++)
        {
            if (_counts[i] == 0) continue;
            probability[i] = _certain[i] > 0 ? (float)(_blurred[i] / _certain[i]) : 0;
            certainty[i] = (float)(_certain[i] / _counts[i]);
        }
        return new BlurMap(Width, Height, probability, certainty);
    }

    private static int Cell(int pixel, int size, int cells) => (int)((long)pixel * cells / size);

    /// <summary>The tile's cells that a scene cell covers, at least one.</summary>
    private static (int From, int To) Range(int cell, int size, int cells, int start, int length, int tileCells)
    {
        var low = ((double)cell * size / cells - start) * tileCells / length;
        var high = ((cell + 1.0) * size / cells - start) * tileCells / length;
        var from = Math.Clamp((int)Math.Floor(low), 0, tileCells - 1);
        return (from, Math.Clamp((int)Math.Ceiling(high), from + 1, tileCells));
    }

    private void AddCell(int cell, (int From, int To) columns, (int From, int To) rows, BlurMap map)
    {
        ReadOnlySpan<float> probability = map.Probability.Span, certainty = map.Certainty.Span;
        var (blurred, certain) = (_blurred[cell], _certain[cell]);
        for (var y = rows.From; y < rows.To; y++)
        {
            for (var i = y * map.Width + columns.From; i < y * map.Width + columns.To; i++)
            {
                blurred += certainty[i] * probability[i];
                certain += certainty[i];
            }
        }
        (_blurred[cell], _certain[cell]) = (blurred, certain);
        _counts[cell] += (rows.To - rows.From) * (columns.To - columns.From);
    }
}
