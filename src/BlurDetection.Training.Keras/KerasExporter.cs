using BlurDetection.Evaluation.Models;
using BlurDetection.Training.Export;

namespace BlurDetection.Training.Keras;

/// <summary>Takes a model of this library out to Keras or TensorFlow.js.</summary>
public static class KerasExporter
{
    /// <summary>Writes a model file as a Keras file.</summary>
    /// <param name="model">An .onnx or ML.NET .zip that this library wrote; <see langword="null"/> for the embedded model.</param>
    /// <param name="to">A .keras, .h5 or .weights.h5 file.</param>
    /// <exception cref="InvalidModelException">The file is not a model, or carries no layer list.</exception>
    /// <exception cref="UnsupportedKerasLayerException">Keras has no such layer.</exception>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    public static void Export(string? model, string to)
    {
        byte[] onnx = ModelFiles.Read(model);
        KerasModelWriter.Write(to, OnnxImporter.ReadNetwork(onnx), OnnxImporter.ReadWeights(onnx));
    }

    /// <summary>Writes a model file as a layers model of TensorFlow.js.</summary>
    /// <param name="model">An .onnx or ML.NET .zip that this library wrote; <see langword="null"/> for the embedded model.</param>
    /// <param name="folder">Where model.json and its weights go.</param>
    /// <exception cref="InvalidModelException">The file is not a model, or carries no layer list.</exception>
    /// <exception cref="UnsupportedKerasLayerException">TensorFlow.js has no such layer.</exception>
    public static void ExportTensorFlowJs(string? model, string folder)
    {
        byte[] onnx = ModelFiles.Read(model);
        KerasModelWriter.WriteTensorFlowJs(folder, OnnxImporter.ReadNetwork(onnx), OnnxImporter.ReadWeights(onnx));
    }
}
