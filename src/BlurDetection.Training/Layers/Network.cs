using System.Text.Json.Serialization;

namespace BlurDetection.Training.Layers;

/// <summary>A network: one list of layers. Torch modules, the ONNX graph, the summary and the JSON are all read from it.</summary>
/// <example>
/// <code>
/// var network = new Network("small", new NetworkInput(1),
/// [
///     new Rescaling(1 / 255.0),
///     new Conv2D(16, 3) { Strides = 2, Padding = Padding.Same, Activation = ActivationFunction.Relu },
///     new GlobalAveragePooling2D(),
///     new Dense(2) { Activation = ActivationFunction.Softmax },
/// ]);
/// </code>
/// </example>
public sealed class Network
{
    /// <summary>The output every network must have for the classifier: class probabilities, blur first.</summary>
    public const string ProbabilitiesOutput = "probabilities";

    /// <summary>Creates and checks a network.</summary>
    /// <param name="name">For people.</param>
    /// <param name="input">The image it takes.</param>
    /// <param name="layers">At least one; each takes the one before it unless it names its <see cref="Layer.Inputs"/>.</param>
    /// <param name="outputs">Output name to layer name. Default: "probabilities" from the last layer.</param>
    /// <exception cref="InvalidNetworkException">The list makes no network; the message names the layer.</exception>
    [JsonConstructor]
    public Network(string name, NetworkInput input, IReadOnlyList<Layer> layers, IReadOnlyDictionary<string, string>? outputs = null)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new InvalidNetworkException("The network needs a name.");
        if (input is null) throw new InvalidNetworkException("The network needs an input, for instance {\"channels\": 1}.");
        if (layers is null) throw new InvalidNetworkException("The network has no layers.");
        (Name, Input, Layers) = (name, input, [.. layers]);
        Resolved = NetworkResolver.Resolve(input, Layers);
        Outputs = outputs is { Count: > 0 } ? outputs : new Dictionary<string, string> { [ProbabilitiesOutput] = Resolved[^1].Name };
        foreach (var (output, layer) in Outputs)
            if (Resolved.All(r => r.Name != layer))
                throw new InvalidNetworkException($"The output '{output}' names the layer '{layer}', which does not exist.");
    }

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>The image it takes.</summary>
    public NetworkInput Input { get; }

    /// <summary>The layers, in order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Output name to layer name.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; }

    /// <summary>Names of the layers, in order, given or made up.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> LayerNames => [.. Resolved.Select(r => r.Name)];

    /// <summary>Numbers that training changes.</summary>
    [JsonIgnore]
    public long TrainableParameters => Resolved.SelectMany(r => r.Weights).Where(w => w.IsTrainable).Sum(w => w.Count);

    /// <summary>Running statistics, which training gathers.</summary>
    [JsonIgnore]
    public long NonTrainableParameters => Resolved.SelectMany(r => r.Weights).Where(w => !w.IsTrainable).Sum(w => w.Count);

    internal IReadOnlyList<ResolvedLayer> Resolved { get; }

    /// <summary>The layers that some need, these among them, in order; those that are known already, and what only they
    /// need, are left out.</summary>
    internal IReadOnlyList<ResolvedLayer> NeededFor(IEnumerable<string> wanted, IReadOnlyCollection<string>? known = null)
    {
        var needed = wanted.Except(known ?? []).ToHashSet();
        foreach (var layer in Resolved.Reverse())
            if (needed.Contains(layer.Name)) needed.UnionWith(layer.Inputs.Except(known ?? []));
        return [.. Resolved.Where(layer => needed.Contains(layer.Name))];
    }
}
