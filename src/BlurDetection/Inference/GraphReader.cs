using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using BlurDetection.Onnx;

namespace BlurDetection.Inference;

/// <summary>Follows a graph from its outputs to its inputs. What is not as asked for gives <see langword="null"/> or
/// <see langword="false"/>.</summary>
internal sealed class GraphReader
{
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _constants = new(StringComparer.Ordinal);

    public GraphReader(GraphProto graph)
    {
        foreach (var node in graph.Node)
            foreach (string output in node.Output)
                _producers[output] = node;
        foreach (var tensor in graph.Initializer) _constants[tensor.Name] = tensor;
    }

    /// <summary>The node that computes a tensor, if it is of that operation and has at least so many inputs.</summary>
    public NodeProto? Node(string? tensor, string operation, int inputs = 1) =>
        tensor is not null && _producers.TryGetValue(tensor, out var node) && node.OpType == operation && node.Input.Count >= inputs
            ? node : null;

    /// <summary>What a chain of operations starts from, by the first input of each; the last operation is named first.</summary>
    public string? Before(string? tensor, params ReadOnlySpan<string> operations)
    {
        foreach (string operation in operations) tensor = Node(tensor, operation)?.Input[0];
        return tensor;
    }

    /// <summary>The finite values of a constant of 32-bit floats; a side below 0 may be any.</summary>
    public bool Floats(string tensor, [NotNullWhen(true)] out float[]? values, params ReadOnlySpan<long> shape)
    {
        values = null;
        if (!_constants.TryGetValue(tensor, out var constant) || constant.DataType != OnnxTypes.Float
            || constant.Dims.Count != shape.Length) return false;
        long count = 1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] >= 0 && shape[axis] != constant.Dims[axis]) return false;
            count *= constant.Dims[axis];
        }
        values = MemoryMarshal.Cast<byte, float>(constant.RawData.Span).ToArray();
        return values.Length == count && values.All(float.IsFinite);
    }

    /// <summary>A side of a constant; 0 where there is none.</summary>
    public int Side(string tensor, int axis) =>
        _constants.TryGetValue(tensor, out var constant) && axis < constant.Dims.Count ? (int)constant.Dims[axis] : 0;

    /// <summary>Whether a tensor is some of the sides of another one.</summary>
    public bool IsShape(string tensor, string of, long start, long end) =>
        Node(tensor, "Shape") is { } shape && shape.Input[0] == of && Integer(shape, "start") == start && Integer(shape, "end") == end;

    /// <summary>A constant without axes.</summary>
    public float? Scalar(string tensor) => Floats(tensor, out var values) ? values[0] : null;

    /// <summary>A constant of whole numbers along one axis.</summary>
    public long[]? Longs(string tensor) => _constants.TryGetValue(tensor, out var constant) && constant.DataType == OnnxTypes.Int64
        ? MemoryMarshal.Cast<byte, long>(constant.RawData.Span).ToArray() : null;

    /// <summary>Whether a constant is a quarter, in 64 bits.</summary>
    public bool IsQuarter(string tensor) => _constants.TryGetValue(tensor, out var constant) && constant.DataType == OnnxTypes.Double
        && MemoryMarshal.Cast<byte, double>(constant.RawData.Span) is [0.25];

    /// <summary>The scale of a node that turns to or from unsigned bytes which stand for values from 0 on.</summary>
    public float? ByteScale(NodeProto node) =>
        node.Input.Count == 3 && _constants.TryGetValue(node.Input[2], out var zero) && zero.DataType == OnnxTypes.UInt8
            && zero.RawData.Span is [0] && Scalar(node.Input[1]) is > 0 and var scale ? scale : null;

    /// <summary>Whether a convolution has this kernel and stride, and else what is usual.</summary>
    public static bool IsConvolution(NodeProto node, int kernel, int stride)
    {
        foreach (var attribute in node.Attribute)
        {
            bool fits = attribute.Name switch
            {
                "kernel_shape" => attribute.Ints.All(side => side == kernel),
                "strides" => attribute.Ints.All(side => side == stride),
                "dilations" => attribute.Ints.All(side => side == 1),
                "group" => attribute.I == 1,
                "auto_pad" => stride > 1 && attribute.S.ToStringUtf8() == "SAME_UPPER",
                "pads" => stride == 1 && attribute.Ints.All(side => side == 0),
                _ => false,
            };
            if (!fits) return false;
        }
        return node.Attribute.Any(attribute => attribute.Name == "strides")
            && (stride == 1 || node.Attribute.Any(attribute => attribute.Name == "auto_pad"));
    }

    /// <summary>An attribute that is a whole number.</summary>
    public static long? Integer(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I;

    /// <summary>An attribute that is a text.</summary>
    public static string? Text(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.S.ToStringUtf8();
}
