namespace BlurDetection.Training.Networks;

/// <summary>One array of weights.</summary>
/// <param name="Shape">In torch's order: output channels first.</param>
/// <param name="Values">Row-major.</param>
public sealed record NetworkWeight(long[] Shape, float[] Values);
