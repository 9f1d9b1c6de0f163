namespace BlurDetection.Onnx;

/// <summary>ONNX's numbers for element types.</summary>
internal static class OnnxTypes
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int64 = 7;
    public const int Double = 11;
}
