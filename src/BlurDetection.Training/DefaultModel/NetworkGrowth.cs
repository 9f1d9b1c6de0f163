using BlurDetection.Training.Networks;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Turns a trained network without a refined map into one with it, which at first gives the very same answers.</summary>
internal static class NetworkGrowth
{
    /// <summary>Copies the weights of <paramref name="plain"/>; what the refined map adds begins at zero.</summary>
    /// <param name="plain">The trained network.</param>
    /// <param name="refined">The new one, with fresh weights.</param>
    public static void Grow(NetworkModule plain, NetworkModule refined)
    {
        var weights = plain.GetWeights().ToDictionary(entry => Renamed(entry.Key), entry => entry.Value);
        string added = $"{DefaultNetwork.FarMap}/kernel";
        var kernel = refined.GetWeights()[added];
        weights[added] = kernel with { Values = new float[kernel.Values.Length] };
        refined.SetWeights(weights, allowMissing: true);
    }

    private static string Renamed(string weight) =>
        weight.StartsWith($"{DefaultNetwork.Map}/", StringComparison.Ordinal) ? DefaultNetwork.NearMap + weight[DefaultNetwork.Map.Length..] : weight;
}
