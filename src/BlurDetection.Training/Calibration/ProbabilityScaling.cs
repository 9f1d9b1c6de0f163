namespace BlurDetection.Training.Calibration;

/// <summary>A correction of probabilities: sigmoid(slope x logit(p) + offset).</summary>
/// <remarks>
/// With an offset of 0 it is temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", 2017), the temperature being 1 / slope;
/// with both it is Platt's (1999). The order of the pictures stays as it is.
/// </remarks>
/// <param name="Slope">Below 1 the model was too sure, above 1 too shy. Above 0.</param>
/// <param name="Offset">Above 0 everything becomes more blurred.</param>
public sealed record ProbabilityScaling(double Slope, double Offset)
{
    /// <summary>Changes nothing.</summary>
    public static ProbabilityScaling Identity { get; } = new(1, 0);

    // beyond this a 32-bit softmax says 0 or 1 exactly
    private const double Edge = 1e-7;

    /// <summary>The corrected probability.</summary>
    /// <param name="probability">0 to 1.</param>
    public double Apply(double probability) => Sigmoid(Slope * Logit(probability) + Offset);

    /// <summary>The logarithm of the odds, with 0 and 1 drawn in by 1e-7.</summary>
    /// <param name="probability">0 to 1.</param>
    internal static double Logit(double probability)
    {
        double p = Math.Clamp(probability, Edge, 1 - Edge);
        return Math.Log(p / (1 - p));
    }

    internal static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
