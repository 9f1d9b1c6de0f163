using System.Globalization;
using System.Text.Json;
using BlurDetection.Models;
using BlurDetection.Onnx;
using Google.Protobuf;

namespace BlurDetection.Pipeline;

/// <summary>Rewrites a plain graph for ML.NET, whose ONNX step takes and gives vectors of a length that is known beforehand.</summary>
/// <remarks>
/// The image stands at the front of the vector; the graph cuts it out and gives it its shape. Nothing is padded, so the
/// numbers are exactly those of the plain graph; an image completed to a square would have edges that it has not.
/// </remarks>
internal static class PackedGraph
{
    private const int LowestOpset = 11;
    /// <param name="plain">The plain graph.</param>
    /// <param name="info">What the packed graph shall say of its threshold and preprocessing, and what outputs it has.</param>
    /// <param name="capacity">Length of the pixel vector.</param>
    /// <param name="mapCells">The most cells that the map of one image has.</param>
    public static byte[] From(byte[] plain, BlurModelInfo info, int capacity, int mapCells)
    {
        var model = ModelProto.Parser.ParseFrom(plain);
        var opset = model.OpsetImport.Where(o => o.Domain.Length == 0).Select(o => o.Version).DefaultIfEmpty(1).Max();
        if (opset < LowestOpset)
            throw new InvalidModelException(
                $"The model '{info.Name}' uses ONNX opset {opset}; {LowestOpset} or later is needed to pack it for ML.NET.");

        var editor = new GraphEditor(model.Graph, PipelineColumns.Prefix);
        Unpack(model.Graph, editor, info.Preprocessing.Channels, capacity);
        AddClassification(model.Graph, editor, info, mapCells);
        Describe(model, info);
        return model.ToByteArray();
    }

    /// <summary>A packed graph that says another threshold and preprocessing of itself.</summary>
    /// <param name="packed">The packed graph.</param>
    /// <param name="info">What it shall say.</param>
    public static byte[] Described(byte[] packed, BlurModelInfo info)
    {
        var model = ModelProto.Parser.ParseFrom(packed);
        Describe(model, info);
        return model.ToByteArray();
    }

    /// <summary>The most cells of a map that a packed graph has room for.</summary>
    public static int MapCells(byte[] packed)
    {
        var classification =
            ModelProto.Parser.ParseFrom(packed).Graph.Output.Single(output => output.Name == PipelineColumns.Classification);
        return (int)(classification.Type.TensorType.Shape.Dim[0].DimValue - VerdictLayout.Map) / 2;
    }

    private static void Describe(ModelProto model, BlurModelInfo info)
    {
        Describe(model, ModelMetadataKeys.Threshold, info.Threshold.ToString("R", CultureInfo.InvariantCulture));
        Describe(model, ModelMetadataKeys.Preprocessing,
            JsonSerializer.Serialize(info.Preprocessing, PreprocessingJson.Default.Preprocessing));
    }

    private static void Describe(ModelProto model, string key, string value)
    {
        if (model.MetadataProps.FirstOrDefault(entry => entry.Key == key) is { } entry) entry.Value = value;
        else model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    private static void Unpack(GraphProto graph, GraphEditor editor, int channels, int capacity)
    {
        var image = graph.Input.Single(input => graph.Initializer.All(constant => constant.Name != input.Name));
        graph.Input.Remove(image);
        graph.Input.Add(GraphEditor.Value(PipelineColumns.Pixels, OnnxTypes.Float, capacity));
        graph.Input.Add(GraphEditor.Value(PipelineColumns.Size, OnnxTypes.Int64, 2));

        var zero = editor.Longs(0);
        var one = editor.Longs(1);
        var height = editor.Node("Slice", PipelineColumns.Size, zero, one);
        var width = editor.Node("Slice", PipelineColumns.Size, one, editor.Longs(2));
        var plane = editor.Node("Mul", height, width);
        var count = editor.Node("Mul", plane, editor.Longs(channels));
        var values = editor.Node("Slice", PipelineColumns.Pixels, zero, count);
        var shape = editor.Node("Concat", editor.Longs(1, channels), PipelineColumns.Size);
        editor.Attribute("axis", 0);
        editor.NodeTo(image.Name, "Reshape", values, shape);
        editor.InsertBefore();
    }

    private static void AddClassification(GraphProto graph, GraphEditor editor, BlurModelInfo info, int mapCells)
    {
        var flat = editor.Longs(-1);
        var blur = info.ClassNames.ToList().IndexOf("blur");
        var probability =
            editor.Node("Slice", editor.Node("Reshape", ModelTensors.Probabilities, flat), editor.Longs(blur), editor.Longs(blur + 1));
        string[] parts =
        [
            probability,
            OneOrUnknown(info.HasEvidence, ModelTensors.Evidence, 1),
            OneOrUnknown(info.HasKind, ModelTensors.Kind, VerdictLayout.KindCount),
            OneOrUnknown(info.HasStrength, ModelTensors.Strength, 1),
            .. info.HasMap ? Map(editor, flat, mapCells) : [editor.Floats(new float[2 + 2 * mapCells])],
        ];
        editor.NodeTo(PipelineColumns.Classification, "Concat", parts);
        editor.Attribute("axis", 0);
        editor.Append();
        graph.Output.Add(GraphEditor.Value(PipelineColumns.Classification, OnnxTypes.Float, VerdictLayout.Map + 2L * mapCells));

        string OneOrUnknown(bool known, string name, int length) =>
            known ? editor.Node("Reshape", name, flat) : editor.Floats([.. Enumerable.Repeat(float.NaN, length)]);
    }

    private static string[] Map(GraphEditor editor, string flat, int cells)
    {
        var size = editor.Node("Slice", editor.Node("Shape", ModelTensors.Map), editor.Longs(2), editor.Longs(4));
        var sizeAsFloats = editor.Node("Cast", size);
        editor.Attribute("to", OnnxTypes.Float);
        var values = editor.Node("Reshape", ModelTensors.Map, flat);
        var missing = editor.Node("Sub", editor.Longs(2L * cells), editor.Node("Shape", values));
        var padding = editor.Node("Concat", editor.Longs(0), missing);
        editor.Attribute("axis", 0);
        return [sizeAsFloats, editor.Node("Pad", values, padding)];
    }
}
