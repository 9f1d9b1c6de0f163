namespace BlurDetection.Training.Callbacks;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Logs">By Keras's names: "loss", "accuracy", "learning_rate", with validation data also "val_loss" and
/// "val_accuracy".</param>
/// <param name="Duration">Training and validation together.</param>
/// <param name="ImagesPerSecond">While training.</param>
/// <param name="DataWait">How long steps waited for images; near zero where fetching keeps up.</param>
public sealed record EpochResult(
    int Epoch, IReadOnlyDictionary<string, double> Logs, TimeSpan Duration, double ImagesPerSecond, TimeSpan DataWait)
{
    /// <summary>Mean loss over the training images, as they were seen.</summary>
    public double Loss => Logs[LogNames.Loss];

    /// <summary>Share of training images classified rightly, 0 to 1.</summary>
    public double Accuracy => Logs[LogNames.Accuracy];

    /// <summary>Mean loss over the validation images.</summary>
    public double? ValLoss => Logs.TryGetValue(LogNames.ValLoss, out var value) ? value : null;

    /// <summary>Share of validation images classified rightly, 0 to 1.</summary>
    public double? ValAccuracy => Logs.TryGetValue(LogNames.ValAccuracy, out var value) ? value : null;
}
