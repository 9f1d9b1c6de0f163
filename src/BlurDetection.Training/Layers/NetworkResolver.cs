using System.Text.RegularExpressions;

namespace BlurDetection.Training.Layers;

/// <summary>Names the layers, finds their inputs and works out every shape, or says which layer does not fit.</summary>
internal static partial class NetworkResolver
{
    private const int MatchTimeout = 10_000; // ms

    internal const string InputName = "input";

    internal static IReadOnlyList<ResolvedLayer> Resolve(NetworkInput input, IReadOnlyList<Layer> layers)
    {
        if (input.Channels is not (1 or 3))
            throw new InvalidNetworkException($"The input has {input.Channels} channels; 1 (luma) or 3 (red, green, blue) are possible.");
        if (input.Height < 1 || input.Width < 1 || input.Height is null != input.Width is null)
            throw new InvalidNetworkException("The input's height and width must both be at least 1, or both be absent.");
        if (layers.Count == 0) throw new InvalidNetworkException("The network has no layers.");
        var shapes = new Dictionary<string, LayerShape> { [InputName] = input.Shape };
        var resolved = new List<ResolvedLayer>();
        foreach (var layer in layers)
        {
            if (layer is null) throw new InvalidNetworkException($"Layer {resolved.Count + 1} is null.");
            var name = layer.Name ?? DefaultName(layer, shapes);
            try
            {
                var inputs = layer.Inputs is { Count: > 0 } given ? given : [resolved.Count == 0 ? InputName : resolved[^1].Name];
                resolved.Add(Place(layer, name, inputs, resolved.Count, shapes));
            }
            catch (InvalidNetworkException e)
            {
                throw new InvalidNetworkException($"Layer {resolved.Count + 1}, '{name}' ({layer.GetType().Name}): {e.Message}", e);
            }
            shapes.Add(name, resolved[^1].Output);
        }
        return resolved;
    }

    private static ResolvedLayer Place(
        Layer layer, string name, IReadOnlyList<string> inputs, int index, Dictionary<string, LayerShape> shapes)
    {
        if (!Word().IsMatch(name)) throw new InvalidNetworkException("a name has letters, digits and underscores only.");
        if (shapes.ContainsKey(name)) throw new InvalidNetworkException("the name is taken by an earlier layer.");
        foreach (var missing in inputs.Where(i => !shapes.ContainsKey(i)))
            throw new InvalidNetworkException($"there is no earlier layer '{missing}'.");
        if (layer.InputCount is { } count && inputs.Count != count)
            throw new InvalidNetworkException($"takes {count} input(s), not {inputs.Count}.");
        if (layer.InputCount is null && inputs.Count < 2) throw new InvalidNetworkException("takes two or more inputs.");
        var inputShapes = inputs.Select(i => shapes[i]).ToList();
        return new ResolvedLayer(name, index, layer, inputs, inputShapes, layer.Infer(inputShapes));
    }

    /// <summary>"max_pooling2d", then "max_pooling2d_1" and so on.</summary>
    private static string DefaultName(Layer layer, Dictionary<string, LayerShape> taken)
    {
        var stem = WordStart().Replace(layer.GetType().Name, "_${start}").ToLowerInvariant().Replace("2_d", "2d", StringComparison.Ordinal);
        return Enumerable.Range(0, int.MaxValue).Select(i => i == 0 ? stem : $"{stem}_{i}").First(n => !taken.ContainsKey(n));
    }

    [GeneratedRegex(@"^\w+$", RegexOptions.None, MatchTimeout)]
    private static partial Regex Word();

    [GeneratedRegex("(?<=[a-z0-9])(?<start>[A-Z])", RegexOptions.None, MatchTimeout)]
    private static partial Regex WordStart();
}
