using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training.Checkpoints;

/// <summary>The part of a checkpoint that is not a tensor.</summary>
internal sealed record TrainingCheckpointHeader
{
    public int Version { get; init; } = 1;

    public required int Epoch { get; init; }

    public required int Seed { get; init; }

    public required int BatchSize { get; init; }

    public required int Samples { get; init; }

    public required double LearningRate { get; init; }

    public required long OptimizerSteps { get; init; }

    /// <summary>Updates of the moving average of the weights; <see langword="null"/> where there is none.</summary>
    public long? AverageUpdates { get; init; }

    public required string Network { get; init; }

    public string? StopReason { get; init; }

    public required IReadOnlyList<EpochResult> History { get; init; }

    /// <summary>The callbacks' types, in order.</summary>
    public required IReadOnlyList<string> Callbacks { get; init; }

    public required IReadOnlyList<IReadOnlyDictionary<string, double>> CallbackValues { get; init; }
}
