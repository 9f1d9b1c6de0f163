namespace BlurDetection.Training.Layers;

internal static class Broadcast
{
    internal static LayerShape Join(LayerShape a, LayerShape b)
    {
        var channels = Math.Max(a.Channels, b.Channels);
        bool fits = a.IsSpatial == b.IsSpatial && ((a.Height, a.Width) == (b.Height, b.Width) || IsPoint(a) || IsPoint(b));
        if (!fits || Math.Min(a.Channels, b.Channels) is var least && least != channels && least != 1)
            throw new InvalidNetworkException(
                $"cannot combine {a} and {b}: the shapes must be equal, but for inputs of one channel or planes of 1x1.");
        return (IsPoint(a) ? b : a) with { Channels = channels };
    }

    // One value for the whole plane.
    private static bool IsPoint(LayerShape shape) => shape is { IsSpatial: true, Height: 1, Width: 1 };
}
