using System.Text.Json.Serialization;
using BlurDetection.Imaging;

namespace BlurDetection.Onnx;

/// <summary>Writes <see cref="Preprocessing"/> as metadata holds it, by generated code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Preprocessing))]
internal sealed partial class PreprocessingJson : JsonSerializerContext;
