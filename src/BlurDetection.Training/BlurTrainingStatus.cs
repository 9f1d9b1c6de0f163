using BlurDetection.Training.Fitting;

namespace BlurDetection.Training;

/// <summary>Where a call of <see cref="BlurTrainer"/> stands.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Images done in this stage.</param>
/// <param name="Total">Images in this stage; 0 where unknown.</param>
/// <param name="Training">The step just done; only while training, and <see langword="null"/> before the first step.</param>
public sealed record BlurTrainingStatus(BlurTrainingStage Stage, int Done = 0, int Total = 0, TrainingProgress? Training = null)
{
    /// <summary>The fold that is trained, from 1; 0 outside cross-validation.</summary>
    public int Fold { get; init; }

    /// <summary>Number of folds; 0 outside cross-validation.</summary>
    public int Folds { get; init; }
}
