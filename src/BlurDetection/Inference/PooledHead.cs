using BlurDetection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Inference;

/// <summary>The last part of the network: pooled features, one hidden layer, and a layer for each of what it says of the image.</summary>
/// <param name="sources">The features that the graph gives.</param>
/// <param name="pooling">Pools them.</param>
/// <param name="hidden">The hidden layer, followed by ReLU.</param>
/// <param name="outputs">Those that follow it, named as the outputs of the graph.</param>
internal sealed class PooledHead(FeatureSource[] sources, FeaturePooling pooling, DenseLayer hidden, DenseLayer[] outputs)
{
    /// <summary>Tensors of the graph that <see cref="Run"/> reads.</summary>
    public IReadOnlyList<string> Tensors { get; } = [.. sources.Select(source => source.Tensor)];

    /// <summary>Names of what it computes.</summary>
    public IReadOnlyList<string> Outputs { get; } = [.. outputs.Select(layer => layer.Name)];

    /// <summary>Values of all outputs together.</summary>
    public int Length { get; } = outputs.Sum(layer => layer.Outputs);

    /// <summary>Computes the outputs, before softmax and sigmoid.</summary>
    /// <param name="values">The tensors of <see cref="Tensors"/>, and any others behind them.</param>
    /// <param name="results">Takes the outputs, one after the other: <see cref="Length"/> values.</param>
    public void Run(IReadOnlyList<OrtValue> values, Span<float> results)
    {
        long[] shape = values[0].GetTensorTypeAndShape().Shape;
        float[] rented = BoundedPool<float>.Rent(pooling.Length + hidden.Outputs);
        Span<float> pooled = rented.AsSpan(0, pooling.Length), activations = rented.AsSpan(pooling.Length, hidden.Outputs);
        pooling.Pool(new FeaturePlanes(values), (int)shape[3], (int)shape[2], pooled);
        hidden.Run(pooled, activations);
        foreach (ref float value in activations) value = Math.Max(0, value);
        foreach (var layer in outputs)
        {
            layer.Run(activations, results);
            results = results[layer.Outputs..];
        }
        BoundedPool<float>.Return(rented);
    }
}
