namespace BlurDetection;

/// <summary>Where an image is blurred: a coarse grid over the upright image, row by row from the top left.</summary>
/// <remarks>A cell covers an equal share of the image's width and height: for the default model about 16 pixels of the image as it is
/// classified, its longer side at most 960; half of that for small images (<see cref="BlurClassifierOptions.FineMap"/>).</remarks>
public sealed class BlurMap
{
    /// <summary>Creates a map.</summary>
    /// <param name="width">Cells in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="probability">Probability of blur for each cell, 0 to 1; <paramref name="width"/> x
    /// <paramref name="height"/> values.</param>
    /// <param name="certainty">How much evidence each cell holds, 0 (none) to 1; as many values.</param>
    /// <exception cref="ArgumentException">A length does not fit the size.</exception>
    public BlurMap(int width, int height, ReadOnlyMemory<float> probability, ReadOnlyMemory<float> certainty)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (probability.Length != width * height || certainty.Length != width * height)
            throw new ArgumentException($"A {width}x{height} map needs {width * height} probabilities and certainties.");
        Width = width;
        Height = height;
        Probability = probability;
        Certainty = certainty;
    }

    /// <summary>Cells in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Probability of blur for each cell, 0 to 1, row by row.</summary>
    public ReadOnlyMemory<float> Probability { get; }

    /// <summary>How much evidence each cell holds, 0 to 1, row by row.</summary>
    public ReadOnlyMemory<float> Certainty { get; }

    /// <summary>The same map, every cell at least as likely to be blurred as that.</summary>
    internal BlurMap AtLeast(float probability)
    {
        float[] raised = Probability.ToArray();
        foreach (ref float cell in raised.AsSpan()) cell = Math.Max(cell, probability);
        return new BlurMap(Width, Height, raised, Certainty);
    }
}
