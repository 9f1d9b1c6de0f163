namespace BlurDetection;

/// <summary>The file is not a model that this library can run.</summary>
public sealed class InvalidModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in which file, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public InvalidModelException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
