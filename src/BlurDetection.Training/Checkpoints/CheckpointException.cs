namespace BlurDetection.Training.Checkpoints;

/// <summary>A checkpoint cannot be written (full disk, no permission), cannot be read, or belongs to another run. What was there before is kept.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which file, what is wrong, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public CheckpointException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
