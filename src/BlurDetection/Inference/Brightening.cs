using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BlurDetection.Inference;

/// <summary>The trainer's layer of this name, as one factor for an image: dark ones become brighter before the network sees them.</summary>
/// <param name="Level">Where the brightest place comes to lie.</param>
/// <param name="GreatestGain">The greatest factor.</param>
internal sealed record Brightening(float Level, float GreatestGain)
{
    /// <summary>Rows between those that are looked at, and neighbours of a place.</summary>
    public const int Step = 16;

    /// <summary>What brightened values end at.</summary>
    public const float White = 255;

    /// <summary>The factor of an image, 1 to <see cref="GreatestGain"/>.</summary>
    /// <param name="luma">Rows of values from 0 to 255.</param>
    /// <param name="width">Pixels of a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    public float Gain(ReadOnlySpan<float> luma, int width, int height)
    {
        float brightest = 0;
        for (int y = 0; y < height; y += Step) brightest = Math.Max(brightest, Brightest(luma.Slice(y * width, width)));
        return Math.Clamp(Level / brightest, 1, GreatestGain);
    }

    // Behind the end of a row there is black.
    private static float Brightest(ReadOnlySpan<float> row)
    {
        float sum = 0;
        foreach (var place in MemoryMarshal.Cast<float, Vector512<float>>(row)) sum = Math.Max(sum, Vector512.Sum(place));
        float rest = 0;
        foreach (float value in row[(row.Length / Step * Step)..]) rest += value;
        return Math.Max(sum, rest) / Step;
    }
}
