using BlurDetection.Onnx;

namespace BlurDetection.Training.Export;

/// <summary>Describes a graph's inputs and outputs.</summary>
internal static class OnnxValue
{
    internal static ValueInfo Describe(string name, OnnxElementType type, params Shape.Types.Dimension[] dimensions)
    {
        var shape = new Shape();
        shape.Dim.AddRange(dimensions);
        return new ValueInfo { Name = name, Type = new TypeInfo { TensorType = new TypeInfo.Types.OfTensor { ElemType = (int)type, Shape = shape } } };
    }

    internal static ValueInfo Describe(string name, OnnxElementType type, params long[] dimensions) =>
        Describe(name, type, [.. dimensions.Select(d => Side((int)d, ""))]);

    internal static ValueInfo Describe(string name, OnnxElementType type, long batch, long channels, Shape.Types.Dimension height, Shape.Types.Dimension width) =>
        Describe(name, type, [Side((int)batch, ""), Side((int)channels, ""), height, width]);

    internal static Shape.Types.Dimension Side(int? side, string name) =>
        side is { } known ? new Shape.Types.Dimension { DimValue = known } : new Shape.Types.Dimension { DimParam = name };
}
