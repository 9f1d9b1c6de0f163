namespace BlurDetection.Training.Keras.Weights;

/// <summary>An array as a Keras file holds it, row-major; no dimensions for one number.</summary>
internal sealed record KerasArray(long[] Shape, float[] Values)
{
    public override string ToString() => $"[{string.Join(", ", Shape)}]";
}
