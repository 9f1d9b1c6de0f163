namespace BlurDetection;

/// <summary>The short question: yes or no.</summary>
public static class BlurClassifierExtensions
{
    /// <summary>True if the picture is blurred; false if it is in focus or holds no evidence.</summary>
    /// <param name="classifier">Judges the picture.</param>
    /// <param name="image">A readable stream; read from its current position to its end, and left open.</param>
    /// <inheritdoc cref="IBlurClassifier.Classify(Stream)" path="/exception"/>
    public static bool IsBlurry(this IBlurClassifier classifier, Stream image) => Checked(classifier).Classify(image).IsBlurry;

    /// <inheritdoc cref="IsBlurry(IBlurClassifier, Stream)"/>
    /// <param name="encoded">The bytes of the file.</param>
    public static bool IsBlurry(this IBlurClassifier classifier, ReadOnlySpan<byte> encoded) => Checked(classifier).Classify(encoded).IsBlurry;

    /// <inheritdoc cref="IsBlurry(IBlurClassifier, Stream)"/>
    /// <param name="path">A file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static bool IsBlurry(this IBlurClassifier classifier, string path) => Checked(classifier).Classify(path).IsBlurry;

    private static IBlurClassifier Checked(IBlurClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return classifier;
    }
}
