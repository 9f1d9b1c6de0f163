using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Inference;

/// <summary>The last part of the network: pooled features, one hidden layer, and a layer for each of what it says of the image.</summary>
/// <param name="sources">The features that the graph gives.</param>
/// <param name="pooling">Pools them.</param>
/// <param name="hidden">The hidden layer, followed by ReLU.</param>
/// <param name="outputs">Those that follow it, named as the outputs of the graph.</param>
internal sealed class PooledHead(FeatureSource[] sources, FeaturePooling pooling, DenseLayer hidden, DenseLayer[] outputs)
{
    /// <summary>The features that <see cref="Pool"/> reads.</summary>
    public IReadOnlyList<FeatureSource> Sources { get; } = sources;

    /// <summary>Names of what it computes.</summary>
    public IReadOnlyList<string> Outputs { get; } = [.. outputs.Select(layer => layer.Name)];

    /// <summary>Features of a cell.</summary>
    public int Features => pooling.Features;

    /// <summary>Length of the pooled vector.</summary>
    public int PooledLength => pooling.Length;

    /// <summary>Values of all outputs together.</summary>
    public int Length { get; } = outputs.Sum(layer => layer.Outputs);

    /// <summary>Computes the pooled vector.</summary>
    /// <param name="cells">The features.</param>
    /// <param name="pooled">Takes it: <see cref="PooledLength"/> values.</param>
    public void Pool(FeatureCells cells, Span<float> pooled)
    {
        var (width, height) = cells.Size;
        pooling.Pool(cells, width, height, pooled);
    }

    /// <summary>Computes the outputs, before softmax and sigmoid.</summary>
    /// <param name="pooled">What <see cref="Pool"/> gave.</param>
    /// <param name="results">Takes the outputs, one after the other: <see cref="Length"/> values.</param>
    public void Run(ReadOnlySpan<float> pooled, Span<float> results)
    {
        float[] rented = BoundedPool<float>.Rent(hidden.Outputs);
        Span<float> activations = rented.AsSpan(0, hidden.Outputs);
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
