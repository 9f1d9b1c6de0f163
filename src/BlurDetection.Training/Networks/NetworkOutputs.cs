using static TorchSharp.torch;

namespace BlurDetection.Training.Networks;

/// <summary>What a network gives for one batch. Dispose it when the step is done.</summary>
public sealed class NetworkOutputs : IDisposable
{
    private readonly IReadOnlyDictionary<string, string> _outputs;
    private readonly Dictionary<string, (Tensor Before, Tensor After)> _layers;

    internal NetworkOutputs(IReadOnlyDictionary<string, string> outputs, Dictionary<string, (Tensor Before, Tensor After)> layers) =>
        (_outputs, _layers) = (outputs, layers);

    /// <summary>An output's values, after its activation.</summary>
    /// <param name="output">An output of the network ("probabilities"), or the name of a captured layer.</param>
    /// <exception cref="KeyNotFoundException">There is no such output.</exception>
    public Tensor this[string output] => Find(output).After;

    /// <summary>An output's values before its softmax, sigmoid or other activation, as losses take them.</summary>
    /// <param name="output">An output of the network ("probabilities"), or the name of a captured layer.</param>
    /// <exception cref="KeyNotFoundException">There is no such output.</exception>
    public Tensor Logits(string output) => Find(output).Before;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (before, after) in _layers.Values)
        {
            before.Dispose();
            after.Dispose();
        }
    }

    private (Tensor Before, Tensor After) Find(string output) =>
        _layers.TryGetValue(_outputs.GetValueOrDefault(output, output), out var tensors)
            ? tensors
            : throw new KeyNotFoundException(
                $"The network has no output '{output}', only {string.Join(", ", _outputs.Keys)}; other layers must be captured.");
}
