namespace BlurDetection;

/// <summary>Decoding took longer than the options allow, and was stopped.</summary>
public sealed class ImageDecodingTimeoutException : UnsupportedImageException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in which file, and what to do.</param>
    /// <param name="innerException">The cancellation that stopped the decoder.</param>
    public ImageDecodingTimeoutException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    protected internal override UnsupportedImageException InFile(string path) =>
        new ImageDecodingTimeoutException($"{path}: {Message}", this);
}
