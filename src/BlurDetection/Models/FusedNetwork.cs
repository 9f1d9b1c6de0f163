using BlurDetection.Inference;
using BlurDetection.Onnx;
using Google.Protobuf;

namespace BlurDetection.Models;

/// <summary>A network of the preset "default" in int8 whose first two convolutions, last layers and most of its map run here, and the
/// rest in ONNX Runtime. It says the same in about half the time (results/performance.md).</summary>
/// <param name="Onnx">The rest of the graph, but for the map.</param>
/// <param name="Stem">What runs before it.</param>
/// <param name="Head">What runs behind it.</param>
/// <param name="Map">What computes the map; <see langword="null"/> where there is none, or the graph itself does.</param>
internal sealed record FusedNetwork(byte[] Onnx, StemConvolutions Stem, PooledHead Head, MapNetwork? Map)
{
    private static readonly HeadOutput[] Outputs =
    [
        new(ModelTensors.Probabilities, "Softmax", 2), new(ModelTensors.Evidence, "Sigmoid", 1), new(ModelTensors.Kind, "Softmax", 3),
        new(ModelTensors.Strength, null, 1),
    ];

    /// <summary>The graphs of the sessions that it needs, <see cref="Onnx"/> first.</summary>
    public IReadOnlyList<byte[]> Graphs => [Onnx, .. Map?.Graphs ?? []];

    /// <summary>Names of the outputs that no graph has.</summary>
    public IReadOnlyList<string> Computed => [.. Head.Outputs, .. MapOutputs(Map)];

    /// <summary>Takes a graph apart.</summary>
    /// <returns><see langword="null"/> for any other graph, and for processors without the instructions.</returns>
    public static FusedNetwork? From(byte[] onnx)
    {
        if (!StemConvolutions.IsSupported) return null;
        try
        {
            var model = ModelProto.Parser.ParseFrom(onnx);
            if (model.Graph is not { } graph) return null;
            var reader = new GraphReader(graph);
            if (HeadPattern.Find(graph, reader, Outputs) is not { } match) return null;
            var map = FindMap(model, reader, match);
            HeadPattern.Replace(graph, match.Head, [.. match.Head.Outputs, .. MapOutputs(map)]);
            return StemPattern.Cut(graph) is { } stem ? new FusedNetwork(model.ToByteArray(), stem, match.Head, map) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null; // ONNX Runtime says what is wrong with it
        }
    }

    private static MapNetwork? FindMap(ModelProto model, GraphReader reader, HeadMatch head)
    {
        bool Has(string name) => model.Graph.Output.Any(output => output.Name == name);
        var map = Has(ModelTensors.Map) ? new MapPattern(model, reader, head).Find(ModelTensors.Map,
            Has(ModelTensors.Directions) ? ModelTensors.Directions : null) : null;
        return map is { Directions: not (0 or DirectionalWidths.Directions) } ? null : map;
    }

    private static IEnumerable<string> MapOutputs(MapNetwork? map)
    {
        if (map is null) yield break;
        yield return ModelTensors.Map;
        if (map.Directions > 0) yield return ModelTensors.Directions;
    }
}
