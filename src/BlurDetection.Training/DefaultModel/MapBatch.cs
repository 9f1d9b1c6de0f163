using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.DefaultModel;

/// <summary>What the map's layers see of a batch of pictures, with the truth of each cell.</summary>
/// <param name="Count">Pictures.</param>
/// <param name="MapHeight">Rows of cells.</param>
/// <param name="MapWidth">Cells in a row.</param>
/// <param name="Features">[count, channels, map height, map width], the layer "features", in half precision.</param>
/// <param name="Pooled">[count, values], the layer "pooled".</param>
/// <param name="Evidence">[count], how much of a scene each picture shows at all, 0 to 1.</param>
/// <param name="Local">[count, <see cref="Planes"/>, map height, map width]: blur, evidence, weight.</param>
internal sealed record MapBatch(int Count, int MapHeight, int MapWidth, Half[] Features, float[] Pooled, float[] Evidence, float[] Local)
{
    /// <summary>Planes of the local truth that the map is taught.</summary>
    public const int Planes = SyntheticBatch.FirstWidth;

    /// <summary>Runs the layers below the map's.</summary>
    /// <param name="module">The network, whose layers below the map's do not learn.</param>
    /// <param name="batch">The pictures.</param>
    public static MapBatch Of(NetworkModule module, SyntheticBatch batch)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var outputs = module.ForwardFrom(new Dictionary<string, torch.Tensor> { [NetworkResolver.InputName] = TensorMemory.Copy(batch.Pixels, [batch.Count, 1, batch.Height, batch.Width]) }, [DefaultNetwork.Features, DefaultNetwork.Pooled]);
        var features = outputs[DefaultNetwork.Features].contiguous().data<float>().ToArray();
        var halves = new Half[features.Length];
        TensorPrimitives.ConvertToHalf(features, halves);
        int cells = batch.MapWidth * batch.MapHeight;
        var local = new float[batch.Count * Planes * cells];
        for (int i = 0; i < batch.Count; i++)
            batch.Local.AsSpan(i * SyntheticBatch.LocalPlanes * cells, Planes * cells).CopyTo(local.AsSpan(i * Planes * cells));
        return new MapBatch(batch.Count, batch.MapHeight, batch.MapWidth, halves, outputs[DefaultNetwork.Pooled].contiguous().data<float>().ToArray(),
            [.. Enumerable.Range(0, batch.Count).Select(i => batch.Whole[i * SyntheticBatch.WholeColumns + SyntheticBatch.EvidenceColumn])], local);
    }

    /// <summary>Writes beside, then moves.</summary>
    public void Save(string file) => SafeFile.Write(file, stream =>
    {
        stream.Write(MemoryMarshal.AsBytes<int>([Count, MapHeight, MapWidth, Features.Length, Pooled.Length]));
        stream.Write(MemoryMarshal.AsBytes(Features.AsSpan()));
        foreach (float[] values in new[] { Pooled, Evidence, Local }) stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    });

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static MapBatch Read(string file)
    {
        using var stream = File.OpenRead(file);
        T[] Next<T>(int count) where T : unmanaged
        {
            var values = new T[count];
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
        int[] sizes = Next<int>(5);
        return new MapBatch(sizes[0], sizes[1], sizes[2], Next<Half>(sizes[3]), Next<float>(sizes[4]), Next<float>(sizes[0]), Next<float>(sizes[0] * Planes * sizes[1] * sizes[2]));
    }

    /// <summary>The values of the layers below the map's, by name.</summary>
    public Dictionary<string, torch.Tensor> Known()
    {
        var features = new float[Features.Length];
        TensorPrimitives.ConvertToSingle(Features, features);
        return new()
        {
            [DefaultNetwork.Features] = TensorMemory.Copy(features, [Count, Features.Length / (Count * MapHeight * MapWidth), MapHeight, MapWidth]),
            [DefaultNetwork.Pooled] = TensorMemory.Copy(Pooled, [Count, Pooled.Length / Count]),
        };
    }
}
