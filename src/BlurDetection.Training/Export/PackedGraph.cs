using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Training.Export.Onnx;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Google.Protobuf;

namespace BlurDetection.Training.Export;

/// <summary>Turns a plain ONNX file into the packed form for ML.NET, whose vectors have a fixed length.</summary>
/// <remarks>
/// The picture's values stand at the front of "pixels" and "size" tells how many they are; the graph cuts them out and goes on as the plain one.
/// No padding reaches the network, so ML.NET's pipeline and <c>BlurClassifier</c> give the same numbers.
/// </remarks>
public static class PackedGraph
{
    /// <summary>Packs a model.</summary>
    /// <param name="plain">A file written by <see cref="OnnxExporter"/>.</param>
    /// <returns>
    /// Inputs "pixels", float [channels x long side x long side], and "size", int64 [2] = height, width; for a fixed picture size only "pixels".
    /// Outputs as before, except "map": its values row by row at the front of a fixed length, with "map_size", int64 [2], beside it.
    /// </returns>
    /// <exception cref="InvalidModelException">The file is no plain model of this library.</exception>
    public static byte[] Pack(ReadOnlySpan<byte> plain)
    {
        var model = OnnxModelReader.Parse(plain);
        if (model.Graph.Input is not [{ Name: ModelTensors.Luma or ModelTensors.Rgb } input])
            throw new InvalidModelException($"Only a plain model with one input '{ModelTensors.Luma}' or '{ModelTensors.Rgb}' can be packed; this one has '{string.Join("', '", model.Graph.Input.Select(i => i.Name))}'.");
        var preprocessing = new ModelMetadataReader(OnnxMetadata.Read(model), "The model to be packed").Preprocessing();
        var (body, graph) = (model.Graph.Node.ToList(), model.Graph);
        graph.Node.Clear();
        graph.Input.Clear();
        var writer = new OnnxGraphWriter(graph, new Dictionary<string, NetworkWeight>()) { Layer = "graph.unpack" };
        if (preprocessing.LongSide is { } longSide) Unpack(writer, input.Name, preprocessing.Channels, longSide);
        else Reshape(writer, input.Name, preprocessing);
        graph.Node.AddRange(body);
        writer.Layer = "graph.pack";
        if (graph.Output.FirstOrDefault(o => o.Name == ModelTensors.Map) is { } map) PackMap(writer, map, MapLength(plain, preprocessing));
        return model.ToByteArray();
    }

    private static void Unpack(OnnxGraphWriter writer, string input, int channels, int longSide)
    {
        writer.Graph.Input.Add(OnnxValue.Describe(ModelTensors.Pixels, OnnxElementType.Float, (long)channels * longSide * longSide));
        writer.Graph.Input.Add(OnnxValue.Describe(ModelTensors.Size, OnnxElementType.Int64, 2));
        var shape = writer.Node("Concat", [writer.Vector([1, channels]), ModelTensors.Size], n => n.With("axis", 0));
        var count = writer.Node("ReduceProd", [shape], n => n.With("axes", [0L]).With("keepdims", 1));
        var values = writer.Node("Slice", [ModelTensors.Pixels, writer.Vector([0]), count]);
        writer.NodeWithOutput("Reshape", [values, shape], input);
    }

    private static void Reshape(OnnxGraphWriter writer, string input, Preprocessing size)
    {
        var (channels, height, width) = (size.Channels, size.Height!.Value, size.Width!.Value);
        writer.Graph.Input.Add(OnnxValue.Describe(ModelTensors.Pixels, OnnxElementType.Float, (long)channels * height * width));
        writer.NodeWithOutput("Reshape", [ModelTensors.Pixels, writer.Vector([1, channels, height, width])], input);
    }

    private static void PackMap(OnnxGraphWriter writer, ValueInfo map, long length)
    {
        const string Plain = "graph.pack/map";
        foreach (var node in writer.Graph.Node)
        {
            for (var i = 0; i < node.Output.Count; i++)
                if (node.Output[i] == ModelTensors.Map) node.Output[i] = Plain;
            for (var i = 0; i < node.Input.Count; i++)
                if (node.Input[i] == ModelTensors.Map) node.Input[i] = Plain;
        }
        writer.NodeWithOutput("Shape", [Plain], ModelTensors.MapSize, n => n.With("start", 2));
        var flat = writer.Node("Reshape", [Plain, writer.Vector([-1])]);
        var missing = writer.Node("Sub", [writer.Vector([length]), writer.Node("Shape", [flat])]);
        var sides = writer.Node("Concat", [writer.Vector([0]), missing], n => n.With("axis", 0));
        writer.NodeWithOutput("Pad", [flat, sides], ModelTensors.Map);
        var at = writer.Graph.Output.IndexOf(map);
        writer.Graph.Output[at] = OnnxValue.Describe(ModelTensors.Map, OnnxElementType.Float, length);
        writer.Graph.Output.Add(OnnxValue.Describe(ModelTensors.MapSize, OnnxElementType.Int64, 2));
    }

    /// <summary>The map of the largest picture there can be.</summary>
    private static long MapLength(ReadOnlySpan<byte> plain, Preprocessing preprocessing)
    {
        var network = OnnxImporter.ReadNetwork(plain);
        var largest = preprocessing.LongSide is { } side ? network.Input with { Height = side, Width = side } : network.Input;
        var shapes = NetworkResolver.Resolve(largest, network.Layers);
        var map = shapes.First(r => r.Name == network.Outputs[ModelTensors.Map]).Output;
        return (long)map.Channels * map.Height!.Value * map.Width!.Value;
    }
}
