using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Quantization;

/// <summary>Makes each normalisation behind a convolution a part of that convolution: once trained, it only scales and
/// shifts each channel.</summary>
internal static class NormalizationFolding
{
    internal static (Network Network, Dictionary<string, NetworkWeight> Weights) Fold(
        Network network, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        var folded = weights.ToDictionary();
        // By normalisation: the convolution whose result only it reads.
        var convolutions = network.Resolved.Where(layer => layer.Layer is BatchNormalization)
            .Select(layer => (Normalization: layer, Convolution: network.Resolved.FirstOrDefault(before => before.Name == layer.Inputs[0])))
            .Where(pair => pair.Convolution is { Layer: Conv2D { Activation: ActivationFunction.Linear } } before && !network.Outputs.Values
                .Contains(before.Name) && network.Resolved.Count(reader => reader.Inputs.Contains(before.Name)) == 1)
            .ToDictionary(pair => pair.Normalization.Name, pair => pair.Convolution!);
        var scaled = convolutions.Values.Select(convolution => convolution.Name).ToHashSet();
        var layers = new List<Layer>();
        foreach (var resolved in network.Resolved)
        {
            if (convolutions.TryGetValue(resolved.Name, out var convolution))
            {
                Merge(folded, convolution, resolved);
                continue;
            }
            string[] inputs = [.. resolved.Inputs.Select(input => convolutions.TryGetValue(input, out var before) ? before.Name : input)];
            var layer = resolved.Layer with { Name = resolved.Name, Inputs = inputs };
            layers.Add(scaled.Contains(resolved.Name) ? (Conv2D)layer with { UseBias = true } : layer);
        }
        var outputs = network.Outputs.ToDictionary(output => output.Key,
            output => convolutions.TryGetValue(output.Value, out var before) ? before.Name : output.Value);
        return (new Network(network.Name, network.Input, layers, outputs), folded);
    }

    // gamma (w x + b - mean) / sqrt(variance + epsilon) + beta
    private static void Merge(Dictionary<string, NetworkWeight> weights, ResolvedLayer convolution, ResolvedLayer normalization)
    {
        float[] Of(string weight) => weights[$"{normalization.Name}/{weight}"].Values;
        float[] mean = Of("moving_mean"), variance = Of("moving_variance");
        var layer = (BatchNormalization)normalization.Layer;
        float[] gamma = layer.Scale ? Of("gamma") : [.. Enumerable.Repeat(1f, mean.Length)], beta = layer.Center ? Of("beta")
            : new float[mean.Length];
        double epsilon = layer.Epsilon;
        var kernel = weights[$"{convolution.Name}/kernel"];
        float[] bias = weights.TryGetValue($"{convolution.Name}/bias", out var before) ? before.Values : new float[gamma.Length];
        double[] factors = [.. gamma.Zip(variance, (factor, spread) => factor / Math.Sqrt(spread + epsilon))];
        int size = kernel.Values.Length / factors.Length;
        weights[$"{convolution.Name}/kernel"] = kernel with
        {
            Values = [.. kernel.Values.Select((weight, i) => (float)(weight * factors[i / size]))],
        };
        weights[$"{convolution.Name}/bias"] =
            new NetworkWeight([factors.Length], [.. factors.Select((factor, i) => (float)(factor * (bias[i] - mean[i]) + beta[i]))]);
    }
}
