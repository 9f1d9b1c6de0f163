using BlurDetection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Hands an image to a graph in the form that the graph asks for.</summary>
internal abstract class ModelInput(string[] names)
{
    /// <summary>The graph's inputs, in the order of <see cref="BoundInput.Values"/>.</summary>
    public string[] Names { get; } = names;

    /// <summary>Wraps the image's values; the image must stay as it is until the result is disposed.</summary>
    public abstract BoundInput Bind(PlanarImage image);

    protected static OrtValue Tensor<T>(T[] values, int length, params long[] shape) where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(0, length), shape);
}
