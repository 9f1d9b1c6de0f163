using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection;

/// <summary>The short question: yes or no.</summary>
public static class BlurClassifierExtensions
{
    /// <summary>True if the image is blurred; false if it is in focus or holds no evidence.</summary>
    /// <param name="classifier">Classifies the image.</param>
    /// <param name="image">A readable stream; read from its current position to its end, and left open.</param>
    /// <inheritdoc cref="IBlurClassifier.Classify(Stream)" path="/exception"/>
    public static bool IsBlurry(this IBlurClassifier classifier, Stream image) => Checked(classifier).Classify(image).IsBlurry;

    /// <inheritdoc cref="IsBlurry(IBlurClassifier, Stream)"/>
    /// <param name="encoded">The bytes of the file.</param>
    public static bool IsBlurry(this IBlurClassifier classifier, ReadOnlySpan<byte> encoded) =>
        Checked(classifier).Classify(encoded).IsBlurry;

    /// <inheritdoc cref="IsBlurry(IBlurClassifier, Stream)"/>
    /// <param name="path">A file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static bool IsBlurry(this IBlurClassifier classifier, string path) => Checked(classifier).Classify(path).IsBlurry;

    /// <summary>True if raw pixels are blurred; false if they are in focus or hold no evidence.</summary>
    /// <param name="classifier">Classifies the image.</param>
    /// <param name="pixels">An upright image.</param>
    /// <inheritdoc cref="IBlurClassifier.Classify(in PixelBuffer)" path="/exception"/>
    public static bool IsBlurry(this IBlurClassifier classifier, in PixelBuffer pixels) => Checked(classifier).Classify(pixels).IsBlurry;

    /// <summary>True if ML.NET's image is blurred; false if it is in focus or holds no evidence.</summary>
    /// <param name="classifier">Classifies the image.</param>
    /// <param name="image">An upright image; it stays the caller's.</param>
    /// <inheritdoc cref="IBlurClassifier.Classify(MLImage)" path="/exception"/>
    public static bool IsBlurry(this IBlurClassifier classifier, MLImage image) => Checked(classifier).Classify(image).IsBlurry;

    /// <summary>True if the image is blurred; false if it is in focus or holds no evidence.</summary>
    /// <param name="classifier">Classifies the image.</param>
    /// <param name="source">The image.</param>
    /// <inheritdoc cref="IBlurClassifier.Classify(ImageSource)" path="/exception"/>
    public static bool IsBlurry(this IBlurClassifier classifier, ImageSource source) => Checked(classifier).Classify(source).IsBlurry;

    /// <inheritdoc cref="IsBlurry(IBlurClassifier, ImageSource)"/>
    /// <param name="cancellationToken">Stops before reading, decoding or classifying.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<bool> IsBlurryAsync(
        this IBlurClassifier classifier, ImageSource source, CancellationToken cancellationToken = default) =>
        (await Checked(classifier).ClassifyAsync(source, cancellationToken).ConfigureAwait(false)).IsBlurry;

    /// <inheritdoc cref="IsBlurryAsync(IBlurClassifier, ImageSource, CancellationToken)"/>
    /// <param name="path">A file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<bool> IsBlurryAsync(
        this IBlurClassifier classifier, string path, CancellationToken cancellationToken = default) =>
        (await classifier.ClassifyAsync(path, cancellationToken).ConfigureAwait(false)).IsBlurry;

    /// <inheritdoc cref="IsBlurryAsync(IBlurClassifier, ImageSource, CancellationToken)"/>
    /// <param name="image">A readable stream; read from its current position to its end, and left open.</param>
    public static async Task<bool> IsBlurryAsync(
        this IBlurClassifier classifier, Stream image, CancellationToken cancellationToken = default) =>
        (await classifier.ClassifyAsync(image, cancellationToken).ConfigureAwait(false)).IsBlurry;

    /// <inheritdoc cref="IBlurClassifier.ClassifyAsync(ImageSource, CancellationToken)"/>
    /// <param name="classifier">Classifies the image.</param>
    /// <param name="path">A file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Task<BlurPrediction> ClassifyAsync(
        this IBlurClassifier classifier, string path, CancellationToken cancellationToken = default) =>
        Checked(classifier).ClassifyAsync(ImageSource.FromFile(path), cancellationToken);

    /// <inheritdoc cref="IBlurClassifier.ClassifyAsync(ImageSource, CancellationToken)"/>
    /// <param name="classifier">Classifies the image.</param>
    /// <param name="image">A readable stream; read from its current position to its end, and left open.</param>
    public static Task<BlurPrediction> ClassifyAsync(
        this IBlurClassifier classifier, Stream image, CancellationToken cancellationToken = default) =>
        Checked(classifier).ClassifyAsync(ImageSource.FromStream(image), cancellationToken);

    /// <inheritdoc cref="IBlurClassifier.ClassifyManyAsync(IAsyncEnumerable{ImageSource}, int?, CancellationToken)"/>
    /// <param name="classifier">Classifies the images.</param>
    public static IAsyncEnumerable<ClassificationResult> ClassifyManyAsync(
        this IBlurClassifier classifier, IEnumerable<ImageSource> sources, int? parallelism = null,
        CancellationToken cancellationToken = default) =>
        Checked(classifier).ClassifyManyAsync(sources.ToAsyncEnumerable(), parallelism, cancellationToken);

    private static IBlurClassifier Checked(IBlurClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return classifier;
    }
}
