using System.Runtime.InteropServices;
using Google.Protobuf;

namespace BlurDetection.Onnx;

/// <summary>Adds nodes and constants to a graph under one prefix, so that they meet none of the graph's own names.</summary>
internal sealed class GraphEditor(GraphProto graph, string prefix)
{
    private readonly List<NodeProto> _nodes = [];
    private int _count;

    /// <summary>Adds a node with one output and returns the output's name.</summary>
    public string Node(string operation, params string[] inputs) => NodeTo($"{prefix}{operation}_{_count++}", operation, inputs);

    /// <summary>Adds a node whose output has the given name.</summary>
    public string NodeTo(string output, string operation, params string[] inputs)
    {
        var node = new NodeProto { OpType = operation, Name = prefix + _count++ };
        node.Input.Add(inputs);
        node.Output.Add(output);
        _nodes.Add(node);
        return output;
    }

    /// <summary>Sets an integer attribute of the last node.</summary>
    public void Attribute(string name, long value) =>
        _nodes[^1].Attribute.Add(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value });

    public string Longs(params long[] values) => Constant(OnnxTypes.Int64, values.Length, MemoryMarshal.AsBytes<long>(values));

    public string Floats(params float[] values) => Constant(OnnxTypes.Float, values.Length, MemoryMarshal.AsBytes<float>(values));

    /// <summary>Puts the gathered nodes in front of the graph's own.</summary>
    public void InsertBefore()
    {
        var own = graph.Node.ToList();
        graph.Node.Clear();
        graph.Node.Add(_nodes);
        graph.Node.Add(own);
        _nodes.Clear();
    }

    /// <summary>Puts the gathered nodes behind the graph's own.</summary>
    public void Append()
    {
        graph.Node.Add(_nodes);
        _nodes.Clear();
    }

    /// <summary>Declares a tensor; a side below 0 stays open.</summary>
    public static ValueInfoProto Value(string name, int type, params ReadOnlySpan<long> sides)
    {
        var shape = new TensorShapeProto();
        foreach (long side in sides)
            shape.Dim.Add(side < 0 ? new TensorShapeProto.Types.Dimension() : new TensorShapeProto.Types.Dimension { DimValue = side });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape } },
        };
    }

    private string Constant(int type, int length, ReadOnlySpan<byte> littleEndian)
    {
        var tensor = new TensorProto
        {
            Name = $"{prefix}constant_{_count++}",
            DataType = type,
            RawData = ByteString.CopyFrom(littleEndian),
        };
        tensor.Dims.Add(length);
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }
}
