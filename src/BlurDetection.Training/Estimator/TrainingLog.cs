using System.Globalization;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Native;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Training.Estimator;

/// <summary>Passes progress on to whoever listens, and an MLContext's cancellation to the trainer.</summary>
internal sealed partial class TrainingLog(MLEnvironment environment, BlurCnnOptions options, CancellationTokenSource cancel)
    : IProgress<TrainingProgress>
{
    public void Begin(int training, int validation)
    {
        environment.Info($"Training on {training} images, validating on {validation}.");
        LibTorch.EnsureLoaded();
        if (options.Logger is not { } logger) return;
        ConvolutionLog.Announce(logger, LibTorch.Convolutions);
        Started(logger, training, validation);
    }

    /// <summary>Called by the trainer after every step, on its own thread.</summary>
    public void Report(TrainingProgress value)
    {
        if (environment.IsCancelled) cancel.Cancel();
        options.Progress?.Report(value);
        if (value.Result is not { } epoch) return;
        var figures =
            string.Join(", ", epoch.Logs.Select(log => $"{log.Key} {log.Value.ToString("0.####", CultureInfo.InvariantCulture)}"));
        environment.Info($"Epoch {value.Epoch} of {value.Epochs}: {figures}.");
        if (options.Logger is { } logger) EpochEnded(logger, value.Epoch, value.Epochs, figures);
    }

    public void ThrowIfCancelled()
    {
        if (environment.IsCancelled) cancel.Cancel();
        cancel.Token.ThrowIfCancellationRequested();
    }

    [LoggerMessage(EventId = 101, EventName = "TrainingStarted", Level = LogLevel.Information,
        Message = "Training on {Training} images, validating on {Validation}")]
    private static partial void Started(ILogger logger, int training, int validation);

    [LoggerMessage(EventId = 102, EventName = "EpochEnded", Level = LogLevel.Information, Message = "Epoch {Epoch} of {Epochs}: {Figures}")]
    private static partial void EpochEnded(ILogger logger, int epoch, int epochs, string figures);
}
