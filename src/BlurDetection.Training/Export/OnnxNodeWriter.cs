using BlurDetection.Onnx;
using BlurDetection.Training.Layers;
using Google.Protobuf;

namespace BlurDetection.Training.Export;

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

    internal OnnxNodeWriter WithPadding(Padding padding, Extent kernel, Extent strides, Extent dilation)
    {
        if (padding == Padding.Valid) return this;
        // Over strides the padding depends on the image's size, so the runtime must work it out; it cannot do so for dilated kernels.
        if (strides != 1) return With("auto_pad", "SAME_UPPER");
        var sides = SamePadding.Of(int.MaxValue, int.MaxValue, kernel, strides, dilation);
        return With("pads", [sides[2], sides[0], sides[3], sides[1]]);
    }

    private OnnxNodeWriter Add(AttributeProto attribute)
    {
        node.Attribute.Add(attribute);
        return this;
    }
}
