namespace BlurDetection.Training.Keras;

/// <summary>A file that cannot be read as a Keras model: broken, incomplete, or of a kind whose numbers would not be certain.</summary>
public sealed class InvalidKerasModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which file and place, what is wrong, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public InvalidKerasModelException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
