namespace BlurDetection.Training.Layers;

/// <summary>What stands between the cells of a plane when its size changes.</summary>
public enum Interpolation
{
    /// <summary>The cell before it.</summary>
    Nearest,

    /// <summary>A straight line from the centre of one cell to that of the next.</summary>
    Bilinear,
}
