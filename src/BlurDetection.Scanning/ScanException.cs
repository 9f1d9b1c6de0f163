namespace BlurDetection.Scanning;

/// <summary>A scan, a report or an action cannot go on; the message says where and what to do.</summary>
public sealed class ScanException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public ScanException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
