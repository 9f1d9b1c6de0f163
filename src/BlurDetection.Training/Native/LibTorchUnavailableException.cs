namespace BlurDetection.Training.Native;

/// <summary>The native half of TorchSharp could not be loaded, so nothing can be trained in this process.</summary>
public sealed class LibTorchUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing, and what to do.</param>
    /// <param name="innerException">The loader's own error, if there was one.</param>
    public LibTorchUnavailableException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
