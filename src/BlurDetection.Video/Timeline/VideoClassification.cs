namespace BlurDetection.Video;

/// <summary>Classifies the frames of a video.</summary>
public static class VideoClassification
{
    /// <summary>Classifies frames while later ones are decoded; predictions come in the order of the frames.</summary>
    /// <param name="classifier">Classifies the frames; one with <see cref="BlurClassifierOptions.Map"/> switched off is faster.</param>
    /// <param name="source">What <see cref="VideoFrameReader.ReadAsync(string, VideoReaderOptions, CancellationToken)"/> takes.</param>
    /// <param name="options">How to read; <see langword="null"/> for every frame.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <inheritdoc cref="VideoFrameReader.ReadAsync(string, VideoReaderOptions, CancellationToken)" path="/exception"/>
    public static IAsyncEnumerable<FramePrediction> ClassifyVideoAsync(
        this IBlurClassifier classifier, string source, VideoReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return FramePipeline.RunAsync(source, options,
            frame => new FramePrediction(frame.Timestamp, classifier.Classify(frame.Pixels) with { Map = null }), cancellationToken);
    }
}
