namespace BlurDetection.Training.Layers;

internal static class Broadcast
{
    internal static LayerShape Join(LayerShape a, LayerShape b)
    {
        var channels = Math.Max(a.Channels, b.Channels);
        if (a.IsSpatial != b.IsSpatial || (a.Height, a.Width) != (b.Height, b.Width) || Math.Min(a.Channels, b.Channels) is var least && least != channels && least != 1)
            throw new InvalidNetworkException($"cannot combine {a} and {b}: the shapes must be equal, but for inputs of one channel.");
        return a with { Channels = channels };
    }
}
