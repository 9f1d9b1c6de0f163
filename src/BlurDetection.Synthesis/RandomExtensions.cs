namespace BlurDetection.Synthesis;

/// <summary>Draws from the distributions that the degradations use.</summary>
internal static class RandomExtensions
{
    public static double Uniform(this Random random, double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>Uniform in the logarithm, so that each doubling is equally likely.</summary>
    public static double LogUniform(this Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    public static double Angle(this Random random) => 2 * Math.PI * random.NextDouble();

    public static double Gaussian(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
