namespace BlurDetection.Models;

/// <summary>The trained model inside this assembly.</summary>
internal static class EmbeddedModel
{
    public const string ResourceName = "BlurDetection.Models.default.onnx";

    public const string Source = "The embedded model";

    public static byte[] ReadOnnx()
    {
        using var stream = typeof(EmbeddedModel).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidModelException(
                "This build of BlurDetection carries no embedded model (src/BlurDetection/Models/default.onnx was missing). Load a model " +
                    "file instead.");
        return ModelFile.ReadOnnx(stream, Source);
    }
}
