using BlurDetection.Onnx;
using Google.Protobuf;

namespace BlurDetection.Evaluation.Models;

internal static class OnnxModelReader
{
    internal static ModelProto Parse(ReadOnlySpan<byte> onnx)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(onnx);
            return model.Graph is { Node.Count: > 0 } ? model : throw new InvalidModelException("The file holds no ONNX graph.");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidModelException($"The bytes are not an ONNX file: {e.Message}", e);
        }
    }
}
