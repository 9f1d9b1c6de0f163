using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Symmetry;

/// <summary>Keeps a network's weights such that a mirrored or turned image gives the same answer, and the mirrored or
/// turned map.</summary>
/// <remarks>
/// The network itself stays an ordinary one. Its weights begin symmetric, and each gradient is averaged over the eight turns of the
/// square: what an optimiser does value by value then leaves them symmetric. Exact where every stride divides the image's sides evenly.
/// </remarks>
internal sealed class NetworkSymmetry
{
    private readonly Dictionary<string, int[][]> _orbits = [];
    private readonly Dictionary<string, Tensor> _indices = [];

    /// <summary>Works out which weights belong together.</summary>
    /// <param name="network">The network; convolutions with a multiple of 16 filters and hidden dense layers get orbits of channels, all
    /// others give channels that stay.</param>
    /// <param name="axes">Name of a convolution with four filters, one for each of the axes along 0, 45, 90 and 135 degrees;
    /// <see langword="null"/> where there is none.</param>
    public NetworkSymmetry(Network network, string? axes = null)
    {
        var actions = new Dictionary<string, ChannelAction> { [NetworkResolver.InputName] = ChannelAction.Still(network.Input.Channels) };
        foreach (var layer in network.Resolved)
        {
            ChannelAction[] inputs = [.. layer.Inputs.Select(input => actions[input])];
            var output = layer.Layer switch
            {
                Conv2D when layer.Name == axes => ChannelAction.Axes(),
                Conv2D conv when conv.Filters % 16 == 0 => ChannelAction.Mixed(conv.Filters),
                Conv2D conv => ChannelAction.Still(conv.Filters),
                Dense dense when network.Outputs.Values.Contains(layer.Name) => ChannelAction.Still(dense.Units),
                // Hidden units need orbits too: a blur in one direction shows where the directions are compared.
                Dense dense => ChannelAction.Mixed(dense.Units),
                Concatenate => ChannelAction.Join(inputs),
                _ => inputs[0],
            };
            actions[layer.Name] = output;
            foreach (var weight in layer.Weights) _orbits[$"{layer.Name}/{weight.Name}"] = Orbits(weight.Shape, output, inputs[0]);
        }
    }

    /// <summary>Gives every weight of an orbit the first one's value, so that the spread of the initial weights stays.</summary>
    /// <param name="module">The network.</param>
    public void Begin(NetworkModule module)
    {
        module.SetWeights(module.GetWeights().ToDictionary(entry => entry.Key, entry =>
        {
            var moved = _orbits[entry.Key];
            return entry.Value with
            {
                Values = [.. Enumerable.Range(0, entry.Value.Values.Length).Select(at => entry.Value.Values[moved.Min(turn => turn[at])])],
            };
        }));
    }

    /// <summary>Averages the gradients over the orbits.</summary>
    /// <param name="module">The network, after the backward pass.</param>
    public void AverageGradients(NetworkModule module)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, weight) in module.TrainableWeights())
            if (weight.grad is { } gradient) gradient.copy_(Mean(name, gradient));
    }

    /// <summary>Averages the weights themselves: running statistics drift apart by chance.</summary>
    /// <param name="module">The network, after training.</param>
    public void AverageWeights(NetworkModule module)
    {
        module.SetWeights(module.GetWeights().ToDictionary(entry => entry.Key, entry =>
        {
            var moved = _orbits[entry.Key];
            return entry.Value with
            {
                Values = [.. Enumerable.Range(0, entry.Value.Values.Length)
                    .Select(at => (float)moved.Average(turn => (double)entry.Value.Values[turn[at]]))],
            };
        }));
    }

    private Tensor Mean(string name, Tensor values)
    {
        if (!_indices.TryGetValue(name, out var index))
        {
            var moved = _orbits[name];
            index = tensor(moved.SelectMany(turn => turn.Select(at => (long)at)).ToArray(), device: values.device).DetachFromDisposeScope();
            _indices[name] = index;
        }
        return values.flatten().index_select(0, index).view(SquareTurn.Count, -1).mean([0]).view(values.shape);
    }

    // For each turn, where each value of the array goes.
    private static int[][] Orbits(long[] shape, ChannelAction output, ChannelAction input)
    {
        int inputs = shape.Length > 1 ? (int)shape[1] : 1, size = shape.Length > 2 ? (int)shape[2] : 1, taps = size * size;
        return [.. SquareTurn.All.Select(turn =>
        {
            var moved = new int[output.Count * inputs * taps];
            for (int at = 0; at < moved.Length; at++)
            {
                int tap = at % taps, from = at / taps % inputs, to = at / taps / inputs;
                var (row, column) = turn.Move(tap / size, tap % size, size);
                int movedFrom = shape.Length > 1 ? input.Move(turn.Index, from) : 0;
                moved[at] = (output.Move(turn.Index, to) * inputs + movedFrom) * taps + row * size + column;
            }
            return moved;
        })];
    }
}
