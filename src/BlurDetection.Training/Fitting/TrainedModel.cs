using BlurDetection.Pipeline;
using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Fitting;

/// <summary>A trained network and what is known of it.</summary>
/// <param name="Module">The network with its weights.</param>
/// <param name="Description">What goes into the file. Change it with <c>with</c>, for instance after choosing a threshold.</param>
/// <param name="Fit">How the training went.</param>
/// <param name="Validation">Answers for the validation images with the final weights, in their order;
/// <see langword="null"/> without them.</param>
internal sealed record TrainedModel(NetworkModule Module, ModelDescription Description, FitResult Fit, EvaluationResult? Validation)
    : IDisposable
{
    /// <summary>The model as a plain ONNX file.</summary>
    public byte[] ToOnnx() => OnnxExporter.Export(Module, Description);

    /// <summary>The model as ML.NET's zip, for the prediction engine and <see cref="BlurClassifier"/> alike.</summary>
    public byte[] ToZip()
    {
        using var zip = new MemoryStream();
        ModelZip.Save(ToOnnx(), zip);
        return zip.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => Module.Dispose();
}
