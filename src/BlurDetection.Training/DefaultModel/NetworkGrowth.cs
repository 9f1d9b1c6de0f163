using BlurDetection.Training.Networks;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Turns a trained network into one of a later <see cref="NetworkStage"/>, which at first gives the very same answers.</summary>
internal static class NetworkGrowth
{
    /// <summary>Copies the weights of <paramref name="smaller"/>; what the new layers add to the map begins at zero. Layers that the larger one has no longer are left behind.</summary>
    /// <param name="smaller">The trained network; may lack layers that only training looks at.</param>
    /// <param name="larger">The new one, with fresh weights.</param>
    public static void Grow(NetworkModule smaller, NetworkModule larger)
    {
        bool plain = smaller.Network.Layers.All(layer => layer.Name != DefaultNetwork.FarMap);
        var weights = smaller.GetWeights().ToDictionary(entry => plain ? Renamed(entry.Key) : entry.Key, entry => entry.Value);
        string widened = $"{DefaultNetwork.FarMap}/kernel";
        var kernel = larger.GetWeights()[widened];
        weights[widened] = kernel with { Values = Widened(weights.GetValueOrDefault(widened), kernel) };
        larger.SetWeights(weights, allowMissing: true);
    }

    // [outputs, inputs, 1, 1]: the inputs of before come first, and the new ones count for nothing yet.
    private static float[] Widened(NetworkWeight? before, NetworkWeight after)
    {
        var values = new float[after.Values.Length];
        if (before is null) return values;
        int from = (int)before.Shape[1], to = (int)after.Shape[1];
        // Other layers feed it: nothing of before fits.
        if (to < from) return values;
        for (int output = 0; output < after.Shape[0]; output++)
            before.Values.AsSpan(output * from, from).CopyTo(values.AsSpan(output * to));
        return values;
    }

    private static string Renamed(string weight) =>
        weight.StartsWith($"{DefaultNetwork.Map}/", StringComparison.Ordinal) ? DefaultNetwork.NearMap + weight[DefaultNetwork.Map.Length..] : weight;
}
