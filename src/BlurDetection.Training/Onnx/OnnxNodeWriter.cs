using BlurDetection.Onnx;
using Google.Protobuf;

namespace BlurDetection.Training.Onnx;

/// <summary>Adds attributes to one ONNX node.</summary>
internal sealed class OnnxNodeWriter(NodeProto node)
{
    internal OnnxNodeWriter With(string name, long value) =>
        Add(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value });

    internal OnnxNodeWriter With(string name, float value) =>
        Add(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value });

    internal OnnxNodeWriter With(string name, string value) =>
        Add(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) });

    internal OnnxNodeWriter With(string name, IEnumerable<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return Add(attribute);
    }

    private OnnxNodeWriter Add(AttributeProto attribute)
    {
        node.Attribute.Add(attribute);
        return this;
    }
}
