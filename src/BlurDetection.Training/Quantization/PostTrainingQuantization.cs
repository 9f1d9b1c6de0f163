using BlurDetection.Imaging;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Quantization;

/// <summary>Lets a trained network compute its larger convolutions with bytes instead of 32-bit floats: smaller, and faster, most of all on
/// a processor with 8-bit dot products (AVX-512 VNNI, AVX-VNNI, Arm DotProd).</summary>
/// <remarks>
/// Activations get 8 bits, without a sign, kernels 7 bits with a scale for each filter: processors without such products add pairs of them
/// in 16 bits, where 8 and 8 would overflow.
/// What rounding a kernel shifts in the mean is taken back in its bias (Nagel et al., "Data-Free Quantization Through Weight Equalization
/// and Bias Correction", 2019). The first layers, dense layers and small convolutions stay as they are.
/// </remarks>
internal static class PostTrainingQuantization
{
    private const int KernelBits = 7;

    /// <summary>Quantises a network.</summary>
    /// <param name="module">The trained network; not changed.</param>
    /// <param name="images">Some hundred images of the kind that it will classify, blurred ones too, prepared as for training; they
    /// need no labels. Read once.</param>
    /// <returns>A network with the same outputs, without layers that only training needs, whose normalisations are part of its
    /// convolutions. It can be exported, and trained further; dispose it.</returns>
    /// <exception cref="InvalidNetworkException">The network is quantised already, or has no convolution that would gain.</exception>
    /// <exception cref="ArgumentException">There is no image, or one that the network does not take.</exception>
    public static NetworkModule Apply(NetworkModule module, IEnumerable<PlanarImage> images)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(images);
        if (module.Network.Layers.Any(layer => layer is FakeQuantization or Conv2D { KernelBits: not null }))
            throw new InvalidNetworkException($"The network '{module.Network.Name}' is quantised already.");
        var (network, weights) = NormalizationFolding.Fold(NetworkPruning.Keep(module.Network), module.GetWeights());
        var plan = new QuantizationPlan(network);
        if (plan.Convolutions.Count == 0)
            throw new InvalidNetworkException($"The network '{network.Name}' has no convolution that would gain: one of at least 64 " +
                $"multiply-adds for each value read, between two ReLUs.");
        ActivationStatistics statistics;
        using (var unrounded = new NetworkModule(network))
        {
            unrounded.SetWeights(weights);
            statistics = new ActivationStatistics(unrounded, [.. plan.Points], images);
        }
        foreach (var convolution in plan.Convolutions) CorrectBias(weights, convolution.Name, statistics.Means(convolution.Inputs[0]));
        var quantized = new NetworkModule(Insert(network, plan, statistics));
        quantized.SetWeights(weights);
        return quantized;
    }

    private static void CorrectBias(Dictionary<string, NetworkWeight> weights, string convolution, IReadOnlyList<double> inputMeans)
    {
        var kernel = weights[$"{convolution}/kernel"];
        var (numbers, scales) = KernelRounding.Numbers(kernel, KernelBits);
        float[] rounded = KernelRounding.Weights(numbers, scales), bias = new float[scales.Length];
        if (weights.TryGetValue($"{convolution}/bias", out var before)) before.Values.CopyTo(bias, 0);
        int taps = (int)(kernel.Shape[2] * kernel.Shape[3]), size = taps * inputMeans.Count;
        for (int filter = 0; filter < bias.Length; filter++)
        {
            double shift = 0;
            for (int i = 0; i < size; i++)
                shift += ((double)kernel.Values[filter * size + i] - rounded[filter * size + i]) * inputMeans[i / taps];
            bias[filter] += (float)shift;
        }
        weights[$"{convolution}/bias"] = new NetworkWeight([bias.Length], bias);
    }

    private static Network Insert(Network network, QuantizationPlan plan, ActivationStatistics statistics)
    {
        var convolutions = plan.Convolutions.Select(layer => layer.Name).ToHashSet();
        var layers = new List<Layer>();
        foreach (var resolved in network.Resolved)
        {
            string[] inputs = [.. resolved.Inputs.Select(input => plan.Points.Contains(input) ? Rounded(input) : input)];
            var layer = resolved.Layer with { Name = resolved.Name, Inputs = inputs };
            layers.Add(convolutions.Contains(resolved.Name) ? (Conv2D)layer with { KernelBits = KernelBits, UseBias = true } : layer);
            if (!plan.Points.Contains(resolved.Name)) continue;
            // Where nothing ever passes a ReLU, any range will do.
            double maximum = statistics.BestMaximum(plan.RangeOf(resolved.Name));
            layers.Add(new FakeQuantization(maximum > 0 ? maximum : 1) { Name = Rounded(resolved.Name), Inputs = [resolved.Name] });
        }
        return new Network(network.Name, network.Input, layers, network.Outputs);
    }

    private static string Rounded(string layer) => $"{layer}_bytes";
}
