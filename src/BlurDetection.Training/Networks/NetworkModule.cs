using System.Globalization;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Networks;

/// <summary>A <see cref="Network"/> as a torch module: trainable weights, one forward pass for all outputs.</summary>
/// <remarks>Input: [batch, channels, height, width], values 0..255. Begins in training mode, as torch modules do; call
/// <c>eval()</c> to predict.</remarks>
public sealed class NetworkModule : nn.Module<Tensor, NetworkOutputs>
{
    private readonly Dictionary<string, LayerModule> _layers;
    private readonly Dictionary<string, int> _lastUse = [];

    /// <summary>Creates the module with fresh weights.</summary>
    /// <param name="network">The list of layers.</param>
    /// <param name="seed">The same seed gives the same weights. Default 0.</param>
    /// <exception cref="LibTorchUnavailableException">libtorch cannot be loaded here.</exception>
    public NetworkModule(Network network, int seed = 0) : base(LoadThen(network).Name)
    {
        Network = network;
        _layers = network.Resolved.ToDictionary(r => r.Name, r => new LayerModule(r, seed));
        foreach (var resolved in network.Resolved)
        {
            register_module(resolved.Name, _layers[resolved.Name]);
            foreach (var input in resolved.Inputs) _lastUse[input] = resolved.Index;
        }
    }

    /// <summary>The list of layers it was made from.</summary>
    public Network Network { get; }

    /// <summary>Runs a batch.</summary>
    /// <param name="input">[batch, channels, height, width], values 0..255.</param>
    /// <exception cref="ArgumentException">The shape is not the network's.</exception>
    public override NetworkOutputs forward(Tensor input) => forward(input, []);

    /// <summary>Runs a batch, and keeps some layers besides the outputs, for an auxiliary loss.</summary>
    /// <inheritdoc cref="forward(Tensor)"/>
    /// <param name="capture">Names of layers to keep.</param>
    public NetworkOutputs forward(Tensor input, IReadOnlyCollection<string> capture)
    {
        Require(input);
        return Run(new() { [NetworkResolver.InputName] = input }, [.. Network.Outputs.Values, .. capture]);
    }

    /// <summary>Runs the layers behind some whose values are known ("input" is the image), as far as
    /// <paramref name="wanted"/> needs them.</summary>
    /// <param name="known">Values of layers, by name; those before them are not run.</param>
    /// <param name="wanted">Names of the layers to keep.</param>
    internal NetworkOutputs ForwardFrom(IReadOnlyDictionary<string, Tensor> known, IReadOnlyCollection<string> wanted) =>
        Run(known.ToDictionary(), [.. wanted]);

    private NetworkOutputs Run(Dictionary<string, Tensor> values, HashSet<string> wanted)
    {
        using var scope = NewDisposeScope();
        var kept = new Dictionary<string, (Tensor Before, Tensor After)>();
        foreach (var resolved in Network.NeededFor(wanted, [.. values.Keys]))
        {
            var before = _layers[resolved.Name].call([.. resolved.Inputs.Select(i => values[i])]);
            var keep = wanted.Contains(resolved.Name);
            var after = Activate(resolved.Layer, before, mayOverwrite: !keep);
            values[resolved.Name] = after;
            if (keep) kept[resolved.Name] = (before.MoveToOuterDisposeScope(), after.MoveToOuterDisposeScope());
            if (!is_grad_enabled()) Free(values, resolved, wanted);
        }
        return new NetworkOutputs(Network.Outputs, kept);
    }

    /// <summary>Freezes or frees layers. A frozen layer keeps its weights and its running statistics.</summary>
    /// <param name="trainable">Says for each layer's name whether it learns.</param>
    public void SetTrainable(Func<string, bool> trainable)
    {
        ArgumentNullException.ThrowIfNull(trainable);
        foreach (var (name, layer) in _layers) layer.SetTrainable(trainable(name));
    }

    /// <summary>Sets all chance in the layers (dropout). Training does so at the beginning of each epoch.</summary>
    /// <param name="seed">The same seed gives the same numbers.</param>
    public void Reseed(int seed)
    {
        foreach (var layer in _layers.Values) layer.Reseed(seed);
    }

    /// <summary>A copy of every weight, by "layer/weight" ("conv2d/kernel"), running statistics included.</summary>
    public IReadOnlyDictionary<string, NetworkWeight> GetWeights() =>
        Tensors().ToDictionary(t => t.Name, t => NetworkWeight.From(t.Tensor));

    /// <summary>Sets weights by name.</summary>
    /// <param name="weights">As <see cref="GetWeights"/> gives them; others are ignored.</param>
    /// <param name="allowMissing">True leaves a layer without weights as it is, for a new head on old stages. Default false.</param>
    /// <exception cref="InvalidNetworkException">A weight is missing or has another shape.</exception>
    public void SetWeights(IReadOnlyDictionary<string, NetworkWeight> weights, bool allowMissing = false)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (name, target) in Tensors())
        {
            if (!weights.TryGetValue(name, out var weight))
            {
                if (allowMissing) continue;
                throw new InvalidNetworkException($"The weights have no '{name}'.");
            }
            if (!weight.Shape.SequenceEqual(target.shape))
                throw new InvalidNetworkException($"'{name}' has the shape [{string.Join(", ", weight.Shape)}], but the network needs " +
                    $"[{string.Join(", ", target.shape)}].");
            weight.CopyTo(target);
        }
    }

    internal IReadOnlyList<(string Name, Tensor Value)> TrainableWeights() =>
        [.. Network.Resolved.SelectMany(r => r.Weights.Where(w => w.IsTrainable)
            .Select(w => ($"{r.Name}/{w.Name}", _layers[r.Name][w.Name])))];

    private IEnumerable<(string Name, Tensor Tensor)> Tensors() =>
        Network.Resolved.SelectMany(r => r.Weights.Select(w => ($"{r.Name}/{w.Name}", _layers[r.Name][w.Name])));

    private static Tensor Activate(Layer layer, Tensor x, bool mayOverwrite) => layer.FinalActivation switch
    {
        ActivationFunction.Linear => x,
        // Neither a convolution's nor a dense layer's gradient needs its own output.
        ActivationFunction.Relu when mayOverwrite && layer is Conv2D or Dense => x.relu_(),
        var function => ActivationMath.Apply(function, x),
    };

    private void Free(Dictionary<string, Tensor> values, ResolvedLayer current, HashSet<string> wanted)
    {
        foreach (var input in current.Inputs.Distinct())
            if (_lastUse[input] == current.Index && input != NetworkResolver.InputName && !wanted.Contains(input)) values[input].Dispose();
    }

    private void Require(Tensor input)
    {
        var (x, size) = (Network.Input, input.shape);
        if (size.Length != 4 || size[1] != x.Channels || (x.Height ?? size[2]) != size[2] || (x.Width ?? size[3]) != size[3])
            throw new ArgumentException($"The network '{Network.Name}' takes [batch, {x.Channels}, {Side(x.Height, "height")}, " +
                $"{Side(x.Width, "width")}], not [{string.Join(", ", size)}].", nameof(input));

        static string Side(int? length, string any) => length?.ToString(CultureInfo.InvariantCulture) ?? any;
    }

    private static Network LoadThen(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        LibTorch.EnsureLoaded();
        return network;
    }
}
