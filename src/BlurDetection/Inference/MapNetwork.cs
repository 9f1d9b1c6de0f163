using BlurDetection.Buffers;
using BlurDetection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Inference;

/// <summary>The layers of the map of the preset "default" in int8: what is pointwise, resized or dense runs here, the convolutions of
/// 3x3 in ONNX Runtime.</summary>
/// <param name="features">The features that it starts from.</param>
/// <param name="conditioned">The first layers.</param>
/// <param name="refined">The joint channels, and those of the convolution around them.</param>
/// <param name="around">From the joint channels to those around.</param>
/// <param name="halved">Both at half the size.</param>
/// <param name="wide">From there to what the surroundings tell.</param>
/// <param name="widths">The channels of that.</param>
/// <param name="scene">The layers behind it, at half the size.</param>
/// <param name="logits">The last layers.</param>
internal sealed unsafe class MapNetwork(FeatureSource[] features, ConditionedCells conditioned, FeatureSource[] refined, MapPart around,
    HalvedCells halved, MapPart wide, FeatureSource[] widths, SceneCells scene, MapLogits logits)
{
    /// <summary>The graphs of the sessions that <see cref="Run"/> takes.</summary>
    public IReadOnlyList<byte[]> Graphs { get; } = [around.Onnx, wide.Onnx];

    /// <summary>Directions of the widths of blur; 0 where the graph has none.</summary>
    public int Directions => conditioned.Directions;

    /// <summary>Computes the map.</summary>
    /// <param name="sessions">One for each of <see cref="Graphs"/>.</param>
    /// <param name="run">How they run.</param>
    /// <param name="values">The features.</param>
    /// <param name="pooled">The pooled vector.</param>
    /// <param name="map">Takes [2, height, width]: probability and certainty.</param>
    /// <param name="directions">Takes [<see cref="Directions"/>, height, width].</param>
    /// <exception cref="InvalidModelException">A tensor has not the size that is expected.</exception>
    public void Run(ReadOnlySpan<InferenceSession> sessions, RunOptions run, IReadOnlyList<OrtValue> values, ReadOnlySpan<float> pooled,
        Span<float> map, Span<float> directions)
    {
        var (width, height) = new FeatureCells(values).Size;
        int cells = width * height, across = HalvedCells.Side(width), down = HalvedCells.Side(height);
        int jointLength = cells * refined[0].Channels, halvedLength = across * down * halved.Channels;
        byte[] bytes = BoundedPool<byte>.Rent(jointLength), small = BoundedPool<byte>.Rent(halvedLength);
        float[] surroundings = BoundedPool<float>.Rent(across * down * scene.Outputs);
        try
        {
            fixed (byte* joint = bytes, quarter = small)
            fixed (float* own = map, turned = directions, told = surroundings)
            {
                byte** from = stackalloc byte*[Math.Max(features.Length, Math.Max(refined.Length, widths.Length))];
                Point(from, values, features, cells);
                conditioned.Run(from, cells, pooled, joint, own, turned);
                using var near = around.Run(sessions[0], run, bytes.AsMemory(0, jointLength), [1, height, width, refined[0].Channels]);
                from[0] = joint;
                Point(from + 1, near, refined.AsSpan(1), cells);
                halved.Run(from, width, height, quarter);
                using var far = wide.Run(sessions[1], run, small.AsMemory(0, halvedLength), [1, down, across, halved.Channels]);
                Point(from, far, widths, across * down);
                scene.Run(from, across * down, told);
                from[0] = joint;
                Point(from + 1, near, refined.AsSpan(1), cells);
                logits.Run(from, told, width, height, own);
            }
        }
        finally
        {
            BoundedPool<float>.Return(surroundings);
            BoundedPool<byte>.Return(small);
            BoundedPool<byte>.Return(bytes);
        }
    }

    private static void Point(byte** to, IReadOnlyList<OrtValue> values, ReadOnlySpan<FeatureSource> sources, int cells)
    {
        for (int source = 0; source < sources.Length; source++)
            to[source] = new FeatureCells(values).Of(source, cells * sources[source].Channels);
    }
}
