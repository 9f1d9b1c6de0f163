using BlurDetection.Models;

namespace BlurDetection.Web.Models;

/// <summary>A classifier and what it says of itself.</summary>
/// <param name="Id">How requests name it.</param>
/// <param name="Source">"embedded", "configured", or the name of the uploaded file.</param>
internal sealed record LoadedModel(string Id, string Source, IBlurClassifier Classifier, BlurModelInfo Info) : IDisposable
{
    public void Dispose() => Classifier.Dispose();
}
