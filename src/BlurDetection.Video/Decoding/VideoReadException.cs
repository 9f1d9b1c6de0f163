namespace BlurDetection.Video;

/// <summary>A video could not be opened, or reading it ended early.</summary>
public class VideoReadException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, with which source, and what to do.</param>
    /// <param name="innerException">The cause, where another exception was thrown.</param>
    public VideoReadException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
