namespace BlurDetection;

/// <summary>The bytes are not an image that can be decoded: empty, cut short, damaged, or of another format.</summary>
public class UnsupportedImageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in which file, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public UnsupportedImageException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>The same error, of the same type, with the file named in front of the message. To be overridden where a
    /// derived type carries more.</summary>
    /// <param name="path">The file, or what stands for it.</param>
    protected internal virtual UnsupportedImageException InFile(string path) => new($"{path}: {Message}", this);
}
