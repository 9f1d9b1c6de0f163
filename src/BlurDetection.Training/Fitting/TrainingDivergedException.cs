namespace BlurDetection.Training.Fitting;

/// <summary>The loss is no longer a finite number. Nothing of the epoch is kept; the last checkpoint is as it was.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, and what to try.</param>
    public TrainingDivergedException(string message) : base(message)
    {
    }
}
