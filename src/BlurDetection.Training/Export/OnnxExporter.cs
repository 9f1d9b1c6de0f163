using System.Globalization;
using BlurDetection.Evaluation.Models;
using BlurDetection.Models;
using BlurDetection.Onnx;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Onnx;
using Google.Protobuf;

namespace BlurDetection.Training.Export;

/// <summary>Writes a trained network as an ONNX file that <c>BlurClassifier</c> and any ONNX runtime can run.</summary>
/// <remarks>Input "luma" or "rgb", float [1, channels, height, width], 0..255. Layers that no output needs are left out.</remarks>
public static class OnnxExporter
{
    /// <summary>The version of ONNX's operators that the graphs use.</summary>
    public const int Opset = 17;

    private const int IrVersion = 8;

    /// <summary>Writes the module's network and weights.</summary>
    /// <param name="module">The trained network; not changed.</param>
    /// <param name="description">What goes into the metadata.</param>
    /// <returns>The bytes of the file (plain form; <see cref="BlurDetection.Pipeline.ModelZip"/> packs it for ML.NET).</returns>
    /// <exception cref="InvalidNetworkException">The network's input is not what the description's preprocessing gives, or it has no output
    /// "probabilities" of two classes.</exception>
    public static byte[] Export(NetworkModule module, ModelDescription description)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(description);
        return Export(module.Network, module.GetWeights(), description);
    }

    /// <inheritdoc cref="Export(NetworkModule, ModelDescription)"/>
    /// <param name="network">The list of layers.</param>
    /// <param name="weights">By "layer/weight".</param>
    public static byte[] Export(Network network, IReadOnlyDictionary<string, NetworkWeight> weights, ModelDescription description)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(description);
        Check(network, description);
        var needed = NetworkPruning.Keep(network);
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "BlurDetection", Graph = Write(needed, weights) };
        model.ProducerVersion = typeof(OnnxExporter).Assembly.GetName().Version?.ToString(3) ?? "";
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        OnnxMetadata.Set(model, description.ToMetadata());
        OnnxMetadata.Set(model, new Dictionary<string, string> { [ModelMetadataKeys.Layers] = NetworkJson.Write(needed) });
        if (MapStride(needed) is { } stride)
            OnnxMetadata.Set(model,
                new Dictionary<string, string> { [ModelMetadataKeys.MapStride] = stride.ToString(CultureInfo.InvariantCulture) });
        return model.ToByteArray();
    }

    // As the layers give it for an image of a known size.
    private static int? MapStride(Network network)
    {
        const int side = 512;
        if (!network.Outputs.TryGetValue(ModelTensors.Map, out var layer) || network.Input is not { Height: null, Width: null })
            return null;
        var sized = new Network(network.Name, network.Input with { Height = side, Width = side }, network.Layers, network.Outputs);
        return sized.Resolved.First(resolved => resolved.Name == layer).Output.Height is { } cells ? side / cells : null;
    }

    private static GraphProto Write(Network network, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        var graph = new GraphProto { Name = network.Name };
        var input = network.Input;
        graph.Input.Add(OnnxValue.Describe(input.OnnxName, OnnxElementType.Float, 1, input.Channels, OnnxValue.Side(input.Height, "height"),
            OnnxValue.Side(input.Width, "width")));
        var writer = new OnnxGraphWriter(graph, weights);
        var values = new Dictionary<string, string> { [NetworkResolver.InputName] = input.OnnxName };
        var scales = KernelScales(network);
        foreach (var resolved in network.Resolved)
        {
            if (scales.ContainsKey(resolved.Name))
            {
                values[resolved.Name] = values[resolved.Inputs[0]];
                continue;
            }
            (writer.Layer, writer.InputShapes) = (resolved.Name, resolved.InputShapes);
            writer.KernelScale = scales.GetValueOrDefault(resolved.Inputs[0], 1f);
            var value = resolved.Layer.Write(writer, [.. resolved.Inputs.Select(i => values[i])]);
            var function = resolved.Layer.FinalActivation;
            values[resolved.Name] = function == ActivationFunction.Linear ? value : ActivationMath.Write(function, writer, value);
        }
        writer.Layer = "outputs";
        foreach (var (output, layer) in network.Outputs.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            writer.NodeWithOutput("Identity", [values[layer]], output);
            var shape = network.Resolved.First(r => r.Name == layer).Output;
            graph.Output.Add(shape.IsSpatial
                ? OnnxValue.Describe(output, OnnxElementType.Float, 1, shape.Channels, OnnxValue.Side(shape.Height, $"{output}_height"),
                    OnnxValue.Side(shape.Width, $"{output}_width"))
                : OnnxValue.Describe(output, OnnxElementType.Float, 1, shape.Channels));
        }
        return graph;
    }

    // By layer: a rescaling without an offset that only convolutions read can be a factor of their kernels, which a
    // runtime works out once and not over every image.
    private static Dictionary<string, float> KernelScales(Network network)
    {
        bool Folds(ResolvedLayer rescaling) =>
            !network.Outputs.Values.Contains(rescaling.Name) && network.Resolved.Where(reader => reader.Inputs.Contains(rescaling.Name))
                .All(reader => reader.Layer is Conv2D { KernelBits: null });
        return network.Resolved.Where(layer => layer.Layer is Rescaling { Offset: 0 } && Folds(layer))
            .ToDictionary(layer => layer.Name, layer => (float)((Rescaling)layer.Layer).Scale);
    }

    private static void Check(Network network, ModelDescription description)
    {
        var expected = NetworkInput.For(description.Preprocessing);
        if (network.Input != expected)
            throw new InvalidNetworkException(
                $"The network '{network.Name}' takes {network.Input}, but the preprocessing gives {expected}.");
        if (!network.Outputs.TryGetValue(Network.ProbabilitiesOutput, out var layer))
            throw new InvalidNetworkException($"The network '{network.Name}' has no output '{Network.ProbabilitiesOutput}'.");
        var shape = network.Resolved.First(r => r.Name == layer).Output;
        if (shape.IsSpatial || shape.Channels != 2)
            throw new InvalidNetworkException(
                $"The output '{Network.ProbabilitiesOutput}' is {shape}; two classes, (None, 2), are needed.");
    }
}
