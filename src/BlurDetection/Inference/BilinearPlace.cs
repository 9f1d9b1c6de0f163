namespace BlurDetection.Inference;

/// <summary>Where a cell of a resized row lies in the row itself, by the middles of the cells: ONNX's Resize of mode "linear", with
/// "half_pixel" coordinates.</summary>
/// <param name="Low">The cell before.</param>
/// <param name="High">The cell behind.</param>
/// <param name="Share">The share of the latter, 0 to 1.</param>
internal readonly record struct BilinearPlace(int Low, int High, float Share)
{
    /// <summary>The place of one of <paramref name="to"/> cells in a row of <paramref name="from"/>.</summary>
    public static BilinearPlace Of(int index, int from, int to)
    {
        float at = Math.Clamp((index + 0.5f) / ((float)to / from) - 0.5f, 0, from - 1);
        int low = (int)at;
        return new BilinearPlace(low, Math.Min(low + 1, from - 1), at - low);
    }
}
