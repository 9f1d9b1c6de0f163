namespace BlurDetection.Training.Callbacks;

/// <summary>What a callback remembers in a checkpoint.</summary>
/// <param name="Values">Numbers by name.</param>
/// <param name="Weights">Weights by name.</param>
public sealed record CallbackState(IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, NetworkWeight> Weights)
{
    /// <summary>Nothing.</summary>
    public static CallbackState Empty { get; } = new(new Dictionary<string, double>(), new Dictionary<string, NetworkWeight>());
}
