namespace BlurDetection.Cli.Output;

/// <summary>What results are sorted by.</summary>
internal enum ResultOrder
{
    /// <summary>The strength of the blur; the probability where the model tells no strength.</summary>
    Strength = 0,

    /// <summary>The probability of blur.</summary>
    Probability = 1,
}
