using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection;

/// <summary>Tells whether images are blurred. Thread-safe.</summary>
public interface IBlurClassifier : IDisposable
{
    /// <summary>Classifies one encoded image (JPEG, PNG, WebP, BMP or GIF).</summary>
    /// <param name="image">A readable stream; read from its current position to its end, and left open.</param>
    /// <exception cref="UnsupportedImageException">The bytes are not an image that can be decoded.</exception>
    /// <exception cref="ImageTooLargeException">The image has more pixels than the options allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    BlurPrediction Classify(Stream image);

    /// <inheritdoc cref="Classify(Stream)"/>
    /// <param name="encoded">The bytes of the file.</param>
    BlurPrediction Classify(ReadOnlySpan<byte> encoded);

    /// <inheritdoc cref="Classify(Stream)"/>
    /// <param name="path">A file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    BlurPrediction Classify(string path);

    /// <summary>Classifies raw pixels, a camera's frame say; they are read where they lie.</summary>
    /// <param name="pixels">An upright image.</param>
    /// <exception cref="ArgumentException">The buffer is uninitialised.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    BlurPrediction Classify(in PixelBuffer pixels);

    /// <summary>Classifies ML.NET's image.</summary>
    /// <param name="image">An upright image; it stays the caller's.</param>
    /// <exception cref="UnsupportedImageException">Its pixel format is neither 32-bit colour nor 8-bit grey.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    BlurPrediction Classify(MLImage image);

    /// <summary>Classifies one image, or the part of it that the source names.</summary>
    /// <param name="source">The image.</param>
    /// <exception cref="UnsupportedImageException">It cannot be decoded.</exception>
    /// <exception cref="ArgumentException">The region lies outside the image.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    BlurPrediction Classify(ImageSource source);

    /// <inheritdoc cref="Classify(ImageSource)"/>
    /// <summary>Classifies one image: reads it without holding a thread, then decodes and classifies it on the thread pool.</summary>
    /// <param name="cancellationToken">Stops before reading, decoding or classifying; a network that runs is not interrupted.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<BlurPrediction> ClassifyAsync(ImageSource source, CancellationToken cancellationToken = default);

    /// <summary>Classifies many images: while some are decoded and classified, the next are read. Results come in the
    /// order of the images.</summary>
    /// <remarks>An image that cannot be classified gives a result with its error, and the others go on. No more than twice
    /// <paramref name="parallelism"/> images are held at a time, however slowly the results are taken.</remarks>
    /// <param name="sources">The images; enumerated once, as far as needed.</param>
    /// <param name="parallelism">Images decoded and classified at a time, 1 to 4096; default: the number of processors.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The classifier was disposed (while enumerating).</exception>
    IAsyncEnumerable<ClassificationResult> ClassifyManyAsync(IAsyncEnumerable<ImageSource> sources, int? parallelism = null,
        CancellationToken cancellationToken = default);
}
