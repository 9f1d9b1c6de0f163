using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Fitting;

internal static class TrainedClasses
{
    /// <summary>How many classes the network tells apart.</summary>
    internal static int Of(Network network)
    {
        if (!network.Outputs.TryGetValue(Network.ProbabilitiesOutput, out var name))
            throw new InvalidNetworkException($"The network '{network.Name}' has no output '{Network.ProbabilitiesOutput}' to train.");
        var layer = network.Resolved.First(r => r.Name == name);
        return layer is { Output: { IsSpatial: false, Channels: >= 2 }, Layer.FinalActivation: ActivationFunction.Softmax }
            ? layer.Output.Channels
            : throw new InvalidNetworkException(
                $"The output '{Network.ProbabilitiesOutput}' comes from '{name}', which must end in a softmax over two or more classes.");
    }
}
