using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Import;

/// <summary>Gives a model's end the form that classifiers here have: probabilities of blur and of focus, in this order.</summary>
internal static class TwoClasses
{
    internal static (Network Network, IReadOnlyDictionary<string, NetworkWeight> Weights) Adapt(
        Network network, IReadOnlyDictionary<string, NetworkWeight> weights, KerasImportOptions options)
    {
        var last = network.Resolved.Single(layer => layer.Name == network.Outputs[Network.ProbabilitiesOutput]);
        if (last.Output.IsSpatial || last.Output.Channels is not (1 or 2))
            throw new InvalidModelException($"The model '{network.Name}' gives {last.Output}; a classifier of two classes gives " +
                $"(None, 2), or (None, 1) with a sigmoid.");
        var function = last.Layer.FinalActivation;
        // A function on its own behind the dense layer is as good as the layer's own.
        var dense = last.Layer is Dense ? last : network.Resolved.FirstOrDefault(layer => layer.Name == last.Inputs[0]
            && layer.Layer is Dense { Activation: ActivationFunction.Linear });
        if (function == ActivationFunction.Linear && !options.Logits)
            throw new InvalidModelException($"The model '{network.Name}' ends without softmax or sigmoid. If it gives logits " +
                $"(from_logits=True), say so (the option Logits, or --logits).");
        bool expected = last.Output.Channels == 1
            ? function is ActivationFunction.Sigmoid or ActivationFunction.Linear
            : function is ActivationFunction.Softmax or ActivationFunction.Linear;
        if (!expected)
            throw new InvalidModelException($"The model '{network.Name}' ends with {last.Output.Channels} values and {function}; " +
                $"two and a softmax, or one and a sigmoid, are a classifier.");
        if (options.BlurFirst && last.Output.Channels == 2)
            return (function == ActivationFunction.Softmax ? network : Rebuild(network, dense, last), weights);
        if (dense is null)
            throw new InvalidModelException($"The model '{network.Name}' does not end with a dense layer; only there can one value " +
                $"be made two, or the classes change places.");
        return (Rebuild(network, dense, last), Reorder(weights, dense, last.Output.Channels, options.BlurFirst));
    }

    // softmax(0, z) is (1 - sigmoid(z), sigmoid(z)): of one value, two come without a change of meaning.
    private static Network Rebuild(Network network, ResolvedLayer? dense, ResolvedLayer last)
    {
        var layers = network.Resolved.Select(Layer (resolved) =>
        {
            var layer = resolved.Layer with { Name = resolved.Name };
            if (resolved == dense)
                return (Dense)layer with
                {
                    Units = 2,
                    Activation = resolved == last ? ActivationFunction.Softmax : ActivationFunction.Linear,
                };
            return resolved == last && resolved.Layer.FinalActivation != ActivationFunction.Linear
                ? new Softmax { Name = layer.Name, Inputs = layer.Inputs } : layer;
        }).ToList();
        string output = last.Name;
        bool ends = last == dense || last.Layer.FinalActivation != ActivationFunction.Linear;
        if (!ends) layers.Add(new Softmax { Name = output = ImageInput.Free(network, "softmax"), Inputs = [last.Name] });
        return new Network(network.Name, network.Input, layers, new Dictionary<string, string> { [Network.ProbabilitiesOutput] = output });
    }

    private static IReadOnlyDictionary<string, NetworkWeight> Reorder(
        IReadOnlyDictionary<string, NetworkWeight> weights, ResolvedLayer dense, int units, bool blurFirst)
    {
        var changed = weights.ToDictionary();
        foreach (string name in dense.Weights.Select(weight => $"{dense.Name}/{weight.Name}"))
        {
            var weight = weights[name];
            int length = weight.Values.Length / units;
            float[] first = units == 1 ? new float[length] : weight.Values[length..], second = weight.Values[..length];
            // One value is the probability of the second class.
            if (units == 1 && !blurFirst) (first, second) = (second, first);
            changed[name] = new NetworkWeight([2, .. weight.Shape.Skip(1)], [.. first, .. second]);
        }
        return changed;
    }
}
