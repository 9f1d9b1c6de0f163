namespace BlurDetection.Training.Onnx;

/// <summary>ONNX's numbers for element types.</summary>
internal enum OnnxElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int64 = 7,
    Double = 11,
}
