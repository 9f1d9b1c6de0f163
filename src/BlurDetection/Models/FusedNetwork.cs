using BlurDetection.Inference;
using BlurDetection.Onnx;
using Google.Protobuf;

namespace BlurDetection.Models;

/// <summary>A network of the preset "default" in int8 whose first two convolutions and last layers run here, and the rest in ONNX
/// Runtime. It says the same in about half the time (results/performance.md).</summary>
/// <param name="Onnx">The rest of the graph.</param>
/// <param name="Stem">What runs before it.</param>
/// <param name="Head">What runs behind it.</param>
internal sealed record FusedNetwork(byte[] Onnx, StemConvolutions Stem, PooledHead Head)
{
    private static readonly HeadOutput[] Outputs =
    [
        new(ModelTensors.Probabilities, "Softmax", 2), new(ModelTensors.Evidence, "Sigmoid", 1), new(ModelTensors.Kind, "Softmax", 3),
        new(ModelTensors.Strength, null, 1),
    ];

    /// <summary>Takes a graph apart.</summary>
    /// <returns><see langword="null"/> for any other graph, and for processors without the instructions.</returns>
    public static FusedNetwork? From(byte[] onnx)
    {
        if (!StemConvolutions.IsSupported) return null;
        try
        {
            var model = ModelProto.Parser.ParseFrom(onnx);
            return model.Graph is { } graph && HeadPattern.Cut(graph, Outputs) is { } head && StemPattern.Cut(graph) is { } stem
                ? new FusedNetwork(model.ToByteArray(), stem, head) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null; // ONNX Runtime says what is wrong with it
        }
    }
}
