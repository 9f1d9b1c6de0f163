namespace BlurDetection.Training.Fitting;

/// <summary>Ground truth of one output for one sample.</summary>
/// <param name="Values">In the order and number of the output's values for one sample ([channels, height, width] or [channels]).</param>
/// <param name="Weights">How much each value counts, 0 or more, as many as <paramref name="Values"/>;
/// <see langword="null"/> for 1 each.</param>
public sealed record OutputTarget(IReadOnlyList<float> Values, IReadOnlyList<float>? Weights = null);
