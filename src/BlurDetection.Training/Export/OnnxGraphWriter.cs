using System.Globalization;
using System.Runtime.InteropServices;
using BlurDetection.Onnx;
using BlurDetection.Training.Networks;
using Google.Protobuf;

namespace BlurDetection.Training.Export;

/// <summary>Gathers nodes and constants of one ONNX graph; each node's result gets a name.</summary>
internal sealed class OnnxGraphWriter(Graph graph, IReadOnlyDictionary<string, NetworkWeight> weights)
{
    private readonly HashSet<string> _initializers = [.. graph.Initializer.Select(i => i.Name)];
    private int _counter;

    /// <summary>The layer being written; prefixes the names of its nodes and weights.</summary>
    internal string Layer { get; set; } = "graph";

    /// <summary>What the current layer's kernel is multiplied by, because nothing scales its input. Default 1.</summary>
    internal float KernelScale { get; set; } = 1;

    internal string Node(string operation, IReadOnlyList<string> inputs, Action<OnnxNodeWriter>? configure = null) =>
        NodeWithOutput(operation, inputs, $"{Layer}/{operation}_{_counter.ToString(CultureInfo.InvariantCulture)}", configure);

    internal string NodeWithOutput(string operation, IReadOnlyList<string> inputs, string output, Action<OnnxNodeWriter>? configure = null)
    {
        var node = new Node { OpType = operation, Name = $"{Layer}/{operation}:{_counter++.ToString(CultureInfo.InvariantCulture)}" };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        configure?.Invoke(new OnnxNodeWriter(node));
        graph.Node.Add(node);
        return output;
    }

    /// <summary>One of the current layer's weights, as "layer/weight".</summary>
    internal string Weight(string weight)
    {
        var name = $"{Layer}/{weight}";
        return Add(name, OnnxElementType.Float, weights[name].Shape, MemoryMarshal.AsBytes<float>(weights[name].Values));
    }

    /// <summary>The current layer's weight "kernel" times <see cref="KernelScale"/>. The file keeps the weight as it is, so that training can go on from it.</summary>
    internal string ScaledKernel() => KernelScale == 1 ? Weight("kernel") : Node("Mul", [Weight("kernel"), Scalar(KernelScale)]);

    internal string Scalar(float value) => Add(Constant("float", value), OnnxElementType.Float, [], MemoryMarshal.AsBytes<float>([value]));

    internal string Scalar(double value) => Add(Constant("double", value), OnnxElementType.Double, [], MemoryMarshal.AsBytes<double>([value]));

    internal string Vector(long[] values) =>
        Add($"constant/int64s_{string.Join("_", values)}", OnnxElementType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    internal string Cast(string value, OnnxElementType type) => Node("Cast", [value], n => n.With("to", (long)type));

    private static string Constant(string type, IFormattable value) => $"constant/{type}_{value.ToString(null, CultureInfo.InvariantCulture)}";

    private string Add(string name, OnnxElementType type, long[] shape, ReadOnlySpan<byte> littleEndian)
    {
        if (!_initializers.Add(name)) return name;
        var tensor = new TensorData { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(littleEndian) };
        tensor.Dims.AddRange(shape);
        graph.Initializer.Add(tensor);
        return name;
    }
}
