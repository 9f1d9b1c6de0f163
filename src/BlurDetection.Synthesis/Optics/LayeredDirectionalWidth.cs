namespace BlurDetection.Synthesis.Optics;

/// <summary>Directional widths of a region before those of a background, either of which may differ from place to place.</summary>
/// <param name="Inside">Where <paramref name="Share"/> is 1.</param>
/// <param name="Outside">Where <paramref name="Share"/> is 0.</param>
/// <param name="Share">For each pixel, 0..1.</param>
internal sealed record LayeredDirectionalWidth(IDirectionalWidth Inside, IDirectionalWidth Outside, float[] Share) : IDirectionalWidth
{
    /// <inheritdoc/>
    public double At(int direction, double inside, double across, double down)
    {
        double outer = Outside.At(direction, 0, across, down);
        return outer + inside * (Inside.At(direction, 1, across, down) - outer);
    }
}
