using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Inference;

/// <summary>Convolutions of the map between two bytes, which ONNX Runtime runs.</summary>
/// <param name="onnx">Their graph.</param>
/// <param name="input">What it takes, as [1, height, width, channels].</param>
/// <param name="outputs">What it gives, in that order.</param>
internal sealed class MapPart(byte[] onnx, string input, string[] outputs)
{
    private readonly string[] _inputs = [input];

    /// <summary>The graph, for a session.</summary>
    public byte[] Onnx { get; } = onnx;

    /// <summary>Runs it.</summary>
    /// <param name="session">A session of <see cref="Onnx"/>.</param>
    /// <param name="run">How.</param>
    /// <param name="bytes">The input; stays as it is.</param>
    /// <param name="shape">Its shape.</param>
    public IDisposableReadOnlyCollection<OrtValue> Run(InferenceSession session, RunOptions run, Memory<byte> bytes, long[] shape)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, bytes, shape);
        return session.Run(run, _inputs, [value], outputs);
    }
}
