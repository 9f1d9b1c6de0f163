using Google.Protobuf;

namespace BlurDetection.Tests.Support;

/// <summary>Writes small ONNX files by hand, so that tests of reading need no trainer. Field numbers are those of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _outputs = [];
    private readonly Dictionary<string, string> _metadata = [];

    public enum Type { Float = 1, Int64 = 7 }

    /// <summary>A dimension of -1 is left open.</summary>
    public OnnxGraph Input(string name, Type type, params long[] shape) => Add(_inputs, Value(name, type, shape));

    public OnnxGraph Output(string name, Type type, params long[] shape) => Add(_outputs, Value(name, type, shape));

    public OnnxGraph Floats(string name, long[] shape, params float[] values) =>
        Add(_initializers, Message(o => Tensor(o, name, Type.Float, shape, values.SelectMany(BitConverter.GetBytes))));

    public OnnxGraph Longs(string name, params long[] values) =>
        Add(_initializers, Message(o => Tensor(o, name, Type.Int64, [values.Length], values.SelectMany(BitConverter.GetBytes))));

    public OnnxGraph Metadata(string key, string value)
    {
        _metadata[key] = value;
        return this;
    }

    /// <param name="op">The operator.</param>
    /// <param name="inputs">Space separated names.</param>
    /// <param name="outputs">Space separated names.</param>
    /// <param name="attributes">Values of type long, string or long[].</param>
    public OnnxGraph Node(string op, string inputs, string outputs, params (string Name, object Value)[] attributes) =>
        Add(_nodes, Message(o =>
        {
            foreach (var input in inputs.Split(' ')) Text(o, 1, input);
            foreach (var output in outputs.Split(' ')) Text(o, 2, output);
            Text(o, 4, op);
            foreach (var (name, value) in attributes) Bytes(o, 5, Message(a => Attribute(a, name, value)));
        }));

    public byte[] ToBytes() => Message(o =>
    {
        Int(o, 1, 8);
        Bytes(o, 7, Message(graph =>
        {
            foreach (var node in _nodes) Bytes(graph, 1, node);
            Text(graph, 2, "test");
            foreach (var initializer in _initializers) Bytes(graph, 5, initializer);
            foreach (var input in _inputs) Bytes(graph, 11, input);
            foreach (var output in _outputs) Bytes(graph, 12, output);
        }));
        Bytes(o, 8, Message(opset => Int(opset, 2, 17)));
        foreach (var (key, value) in _metadata) Bytes(o, 14, Message(entry => { Text(entry, 1, key); Text(entry, 2, value); }));
    });

    private OnnxGraph Add(List<byte[]> list, byte[] message)
    {
        list.Add(message);
        return this;
    }

    private static byte[] Value(string name, Type type, long[] shape) => Message(o =>
    {
        Text(o, 1, name);
        Bytes(o, 2, Message(t => Bytes(t, 1, Message(tensor =>
        {
            Int(tensor, 1, (long)type);
            Bytes(tensor, 2, Message(s =>
            {
                foreach (var size in shape)
                    Bytes(s, 1, Message(d => { if (size < 0) Text(d, 2, $"{name}_{Array.IndexOf(shape, size)}"); else Int(d, 1, size); }));
            }));
        }))));
    });

    private static void Tensor(CodedOutputStream o, string name, Type type, long[] shape, IEnumerable<byte> raw)
    {
        foreach (var size in shape) Int(o, 1, size);
        Int(o, 2, (long)type);
        Text(o, 8, name);
        Bytes(o, 9, raw.ToArray());
    }

    private static void Attribute(CodedOutputStream o, string name, object value)
    {
        Text(o, 1, name);
        if (value is long number)
        {
            Int(o, 3, number);
            Int(o, 20, 2);
            return;
        }
        if (value is string text)
        {
            Text(o, 4, text);
            Int(o, 20, 3);
            return;
        }
        foreach (var element in (long[])value) Int(o, 8, element);
        Int(o, 20, 7);
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true)) write(output);
        return memory.ToArray();
    }

    private static void Int(CodedOutputStream o, int field, long value)
    {
        o.WriteTag(field, WireFormat.WireType.Varint);
        o.WriteInt64(value);
    }

    private static void Text(CodedOutputStream o, int field, string value)
    {
        o.WriteTag(field, WireFormat.WireType.LengthDelimited);
        o.WriteString(value);
    }

    private static void Bytes(CodedOutputStream o, int field, byte[] value)
    {
        o.WriteTag(field, WireFormat.WireType.LengthDelimited);
        o.WriteBytes(ByteString.CopyFrom(value));
    }
}
