using BlurDetection.Training.Fitting;

namespace BlurDetection.Training;

/// <summary>A trained model with what it saw.</summary>
/// <param name="Model">The model.</param>
/// <param name="Sheet">Some training images, each as several epochs show it: a JPEG file.</param>
/// <param name="BestEpoch">The epoch of its weights.</param>
internal sealed record TrainedNetwork(TrainedModel Model, byte[] Sheet, int? BestEpoch) : IDisposable
{
    public void Dispose() => Model.Dispose();
}
