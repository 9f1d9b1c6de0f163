using BlurDetection.Training.Onnx;
using System.Globalization;
using System.Runtime.InteropServices;
using BlurDetection.Onnx;
using Google.Protobuf;

namespace BlurDetection.Training.Layers;

/// <summary>Gathers nodes and constants of one ONNX graph; each node's result gets a name.</summary>
internal sealed class OnnxGraphWriter(GraphProto graph, IReadOnlyDictionary<string, NetworkWeight> weights)
{
    /// <summary>Ends the name of the scales of a kernel of whole numbers.</summary>
    internal const string ScaleSuffix = "_scale";

    private readonly HashSet<string> _initializers = [.. graph.Initializer.Select(i => i.Name)];
    private int _counter;

    /// <summary>The layer being written; prefixes the names of its nodes and weights.</summary>
    internal string Layer { get; set; } = "graph";

    /// <summary>What the current layer takes.</summary>
    internal IReadOnlyList<LayerShape> InputShapes { get; set; } = [];

    /// <summary>What the current layer's kernel is multiplied by, because nothing scales its input. Default 1.</summary>
    internal float KernelScale { get; set; } = 1;

    internal string Node(string operation, IReadOnlyList<string> inputs, Action<OnnxNodeWriter>? configure = null) =>
        NodeWithOutput(operation, inputs, $"{Layer}/{operation}_{_counter.ToString(CultureInfo.InvariantCulture)}", configure);

    internal string NodeWithOutput(string operation, IReadOnlyList<string> inputs, string output, Action<OnnxNodeWriter>? configure = null)
    {
        var node = new NodeProto { OpType = operation, Name = $"{Layer}/{operation}:{_counter++.ToString(CultureInfo.InvariantCulture)}" };
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

    /// <summary>The current layer's weight "kernel" times <see cref="KernelScale"/>. The file keeps the weight as it is, so that training
    /// can go on from it.</summary>
    internal string ScaledKernel() => KernelScale == 1 ? Weight("kernel") : Node("Mul", [Weight("kernel"), Scalar(KernelScale)]);

    /// <summary>The current layer's weight "kernel" as whole numbers, multiplied by what each filter's stand for.</summary>
    internal string RoundedKernel(int bits)
    {
        var name = $"{Layer}/kernel";
        var (numbers, scales) = KernelRounding.Numbers(weights[name], bits);
        long[] filters = [scales.Length];
        return Node("DequantizeLinear",
            [
                Add(name, OnnxElementType.Int8, weights[name].Shape, MemoryMarshal.AsBytes<sbyte>(numbers)),
                Add(name + ScaleSuffix, OnnxElementType.Float, filters, MemoryMarshal.AsBytes<float>(scales)),
                Add($"constant/int8_0_x{scales.Length}", OnnxElementType.Int8, filters, new byte[scales.Length]),
            ],
            n => n.With("axis", 0));
    }

    /// <summary>The byte 0.</summary>
    internal string ZeroByte() => Add("constant/uint8_0", OnnxElementType.UInt8, [], [0]);

    /// <summary>One of the current layer's weights of a value for each channel, as it is added to or multiplied with
    /// planes, or with a vector.</summary>
    internal string ChannelWeight(string weight) =>
        InputShapes[0].IsSpatial && weights[$"{Layer}/{weight}"].Shape.Length == 1 ? Node("Unsqueeze", [Weight(weight), Vector([1, 2])])
            : Weight(weight);

    internal string Scalar(float value) => Add(Constant("float", value), OnnxElementType.Float, [], MemoryMarshal.AsBytes<float>([value]));

    internal string Scalar(double value) =>
        Add(Constant("double", value), OnnxElementType.Double, [], MemoryMarshal.AsBytes<double>([value]));

    internal string Vector(long[] values) =>
        Add($"constant/int64s_{string.Join("_", values)}", OnnxElementType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    /// <summary>One value for each channel, all alike.</summary>
    internal string Channels(float value, int channels)
    {
        var values = new float[channels];
        Array.Fill(values, value);
        return Add($"{Constant("floats", value)}_x{channels}", OnnxElementType.Float, [channels], MemoryMarshal.AsBytes<float>(values));
    }

    internal string Cast(string value, OnnxElementType type) => Node("Cast", [value], n => n.With("to", (long)type));

    private static string Constant(string type, IFormattable value) =>
        $"constant/{type}_{value.ToString(null, CultureInfo.InvariantCulture)}";

    private string Add(string name, OnnxElementType type, long[] shape, ReadOnlySpan<byte> littleEndian)
    {
        if (!_initializers.Add(name)) return name;
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(littleEndian) };
        tensor.Dims.AddRange(shape);
        graph.Initializer.Add(tensor);
        return name;
    }
}
