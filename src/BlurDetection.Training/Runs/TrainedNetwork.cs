using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Data;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training;

/// <summary>A trained model with what it was trained on.</summary>
internal sealed record TrainedNetwork(TrainedModel Model, ITrainingData Training, int? BestEpoch) : IDisposable
{
    private const int SheetRows = 4, SheetColumns = 6;

    /// <summary>What the network saw: some training pictures, each as several epochs show it. A JPEG file.</summary>
    public byte[] Sheet() => AugmentationSheet.Render(Training, SheetRows, SheetColumns);

    public void Dispose() => Model.Dispose();
}
