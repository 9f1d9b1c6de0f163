namespace BlurDetection.Training.Layers;

/// <summary>A list of layers that makes no network: a wrong option, an unknown input, shapes that do not fit, or JSON
/// that cannot be read.</summary>
public sealed class InvalidNetworkException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which layer, what is wrong, and what would be right.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public InvalidNetworkException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
