namespace BlurDetection.Models;

/// <summary>Names of the inputs and outputs of a BlurDetection graph.</summary>
internal static class ModelTensors
{
    /// <summary>Plain input: float [1, 1, height, width], luma 0..255.</summary>
    public const string Luma = "luma";

    /// <summary>Plain input: float [1, 3, height, width], red, green, blue 0..255.</summary>
    public const string Rgb = "rgb";

    /// <summary>Output: float [1, 2], the class probabilities.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>Optional output: float [1, 2, h, w], probability of blur and certainty.</summary>
    public const string Map = "map";

    /// <summary>Optional output: float [1, 4, h, w], for each cell log2 of the blur's visible width in pixels of the input along 0, 45, 90
    /// and 135 degrees (along a row, down to the right, down a column, down to the left).</summary>
    public const string Directions = "directions";

    /// <summary>Optional output: float [1, 3], probabilities in the order of <see cref="BlurKind"/>.</summary>
    public const string Kind = "kind";

    /// <summary>Optional output: float [1, 1], the ordered blur level.</summary>
    public const string Strength = "strength";

    /// <summary>Optional output: float [1, 1], how much evidence the image holds, 0..1.</summary>
    public const string Evidence = "evidence";
}
