using BlurDetection.Onnx;

namespace BlurDetection.Training.Onnx;

/// <summary>Describes a graph's inputs and outputs.</summary>
internal static class OnnxValue
{
    internal static ValueInfoProto Describe(string name, OnnxElementType type, params TensorShapeProto.Types.Dimension[] dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dimensions);
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }

    internal static ValueInfoProto Describe(string name, OnnxElementType type, params long[] dimensions) =>
        Describe(name, type, [.. dimensions.Select(d => Side((int)d, ""))]);

    internal static ValueInfoProto Describe(string name, OnnxElementType type, long batch, long channels,
        TensorShapeProto.Types.Dimension height, TensorShapeProto.Types.Dimension width) =>
        Describe(name, type, [Side((int)batch, ""), Side((int)channels, ""), height, width]);

    internal static TensorShapeProto.Types.Dimension Side(int? side, string name) =>
        side is { } known ? new TensorShapeProto.Types.Dimension { DimValue = known }
            : new TensorShapeProto.Types.Dimension { DimParam = name };
}
