namespace BlurDetection.Training.Fitting;

/// <summary>What a training run is doing.</summary>
public enum TrainingPhase
{
    /// <summary>A training step was done.</summary>
    Training,

    /// <summary>A batch of validation images was classified.</summary>
    Validation,

    /// <summary>An epoch is complete, callbacks and checkpoint included.</summary>
    EpochEnd,
}
