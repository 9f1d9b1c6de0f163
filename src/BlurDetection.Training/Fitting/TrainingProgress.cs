using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training.Fitting;

/// <summary>Where a training run stands. Reported after every step.</summary>
public sealed record TrainingProgress
{
    /// <summary>What was just done.</summary>
    public required TrainingPhase Phase { get; init; }

    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs asked for.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps done in this phase.</summary>
    public required int Step { get; init; }

    /// <summary>Steps in this phase.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean loss in this phase so far.</summary>
    public required double Loss { get; init; }

    /// <summary>Accuracy in this phase so far, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Images a second in this phase.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>How long this phase has waited for images.</summary>
    public required TimeSpan DataWait { get; init; }

    /// <summary>Estimated time to the end of the last epoch.</summary>
    public required TimeSpan TimeLeft { get; init; }

    /// <summary>The learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The finished epoch; only at <see cref="TrainingPhase.EpochEnd"/>.</summary>
    public EpochResult? Result { get; init; }
}
