namespace BlurDetection;

/// <summary>Judges whether pictures are blurred. Thread-safe.</summary>
public interface IBlurClassifier : IDisposable
{
    /// <summary>Judges one encoded picture (JPEG, PNG, WebP, BMP or GIF).</summary>
    /// <param name="image">A readable stream; read from its current position to its end, and left open.</param>
    /// <exception cref="UnsupportedImageException">The bytes are no picture that can be decoded.</exception>
    /// <exception cref="ImageTooLargeException">The picture has more pixels than the options allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    BlurPrediction Classify(Stream image);

    /// <inheritdoc cref="Classify(Stream)"/>
    /// <param name="encoded">The bytes of the file.</param>
    BlurPrediction Classify(ReadOnlySpan<byte> encoded);

    /// <inheritdoc cref="Classify(Stream)"/>
    /// <param name="path">A file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    BlurPrediction Classify(string path);
}
