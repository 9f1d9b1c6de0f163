namespace BlurDetection.Evaluation.Data;

/// <summary>What to do about a row that cannot be used.</summary>
public enum DataProblemPolicy
{
    /// <summary>Report it and go on without that row.</summary>
    Continue,

    /// <summary>Stop at the first one with a <see cref="TrainingDataException"/>.</summary>
    Stop,
}
