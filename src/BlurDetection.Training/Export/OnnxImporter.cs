using System.Runtime.InteropServices;
using BlurDetection.Evaluation.Models;
using BlurDetection.Models;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Onnx;

namespace BlurDetection.Training.Export;

/// <summary>Reads a network back from an ONNX file of this library, plain or packed, so that training can go on from it.</summary>
internal static class OnnxImporter
{
    /// <summary>The network with its weights, ready to be trained further.</summary>
    /// <param name="onnx">The bytes of a file written by <see cref="OnnxExporter"/>, packed for ML.NET or not.</param>
    /// <exception cref="InvalidModelException">The bytes are not an ONNX file, or carry no layer list.</exception>
    /// <exception cref="InvalidNetworkException">The layer list and the weights do not fit.</exception>
    public static NetworkModule Load(ReadOnlySpan<byte> onnx)
    {
        var (network, weights) = (ReadNetwork(onnx), ReadWeights(onnx));
        var module = new NetworkModule(network);
        module.SetWeights(weights);
        return module;
    }

    /// <summary>The layer list alone.</summary>
    /// <inheritdoc cref="Load"/>
    public static Network ReadNetwork(ReadOnlySpan<byte> onnx) =>
        OnnxMetadata.Read(onnx).TryGetValue(ModelMetadataKeys.Layers, out var json)
            ? NetworkJson.Read(json)
            : throw new InvalidModelException(
                $"The model has no layer list in its metadata ('{ModelMetadataKeys.Layers}'), so it cannot be trained further.");

    /// <summary>The weights alone, by "layer/weight".</summary>
    /// <param name="onnx">The bytes of a file written by <see cref="OnnxExporter"/>, packed for ML.NET or not.</param>
    /// <exception cref="InvalidModelException">The bytes are not an ONNX file.</exception>
    public static IReadOnlyDictionary<string, NetworkWeight> ReadWeights(ReadOnlySpan<byte> onnx)
    {
        var tensors = OnnxModelReader.Parse(onnx).Graph.Initializer;
        var weights = tensors.Where(i => i.DataType == (int)OnnxElementType.Float)
            .ToDictionary(i => i.Name, i => new NetworkWeight([.. i.Dims], i.RawData.IsEmpty ? [.. i.FloatData]
                : MemoryMarshal.Cast<byte, float>(i.RawData.Span).ToArray()));
        // Kernels of whole numbers have scales beside them.
        foreach (var rounded in tensors.Where(i => i.DataType == (int)OnnxElementType.Int8))
            if (weights.TryGetValue(rounded.Name + OnnxGraphWriter.ScaleSuffix, out var scales))
                weights[rounded.Name] = new NetworkWeight([.. rounded.Dims],
                    KernelRounding.Weights(MemoryMarshal.Cast<byte, sbyte>(rounded.RawData.Span), scales.Values));
        return weights;
    }
}
