namespace BlurDetection.Training.Checkpoints;

/// <summary>A checkpoint that cannot be read, or that belongs to another run.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which file, what is wrong, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public CheckpointException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
