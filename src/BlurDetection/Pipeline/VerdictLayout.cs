namespace BlurDetection.Pipeline;

/// <summary>Where the numbers stand in the one output vector of a packed graph. What a model lacks is not a number.</summary>
/// <remarks>One vector, because ML.NET's ONNX step runs the whole graph once for each output column that is read.</remarks>
internal static class VerdictLayout
{
    public const int Probability = 0;
    public const int Evidence = 1;
    public const int Kind = 2;
    public const int KindCount = 3;
    public const int Strength = Kind + KindCount;
    public const int MapHeight = Strength + 1;
    public const int MapWidth = MapHeight + 1;

    /// <summary>Probability of blur for each cell, then as many certainties; the rest is padding.</summary>
    public const int Map = MapWidth + 1;
}
