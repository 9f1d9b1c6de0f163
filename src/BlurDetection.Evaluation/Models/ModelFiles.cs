using BlurDetection.Evaluation.Files;
using BlurDetection.Models;
using BlurDetection.Pipeline;

namespace BlurDetection.Evaluation.Models;

/// <summary>Reads and writes model files in both forms.</summary>
internal static class ModelFiles
{
    /// <summary>The ONNX bytes of an .onnx or .zip; <see langword="null"/> for those of the embedded model.</summary>
    public static byte[] Read(string? path) => path is null ? EmbeddedModel.ReadOnnx() : ModelFile.ReadOnnx(path);

    /// <summary>An ML.NET zip where the path ends in ".zip", ONNX otherwise.</summary>
    public static void Write(string path, byte[] onnx)
    {
        bool zip = path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        AtomicFile.Write(path, stream =>
        {
            if (zip) ModelZip.Save(onnx, stream);
            else stream.Write(onnx);
        });
    }
}
