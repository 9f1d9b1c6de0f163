namespace BlurDetection;

/// <summary>The bytes are no picture that can be decoded: empty, cut short, damaged, or of another format.</summary>
public class UnsupportedImageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in which file, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public UnsupportedImageException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
