namespace BlurDetection;

/// <summary>The image has more pixels than the options allow; nothing was decoded.</summary>
public sealed class ImageTooLargeException : UnsupportedImageException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in which file, and what to do.</param>
    public ImageTooLargeException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    protected internal override UnsupportedImageException InFile(string path) => new ImageTooLargeException($"{path}: {Message}");
}
