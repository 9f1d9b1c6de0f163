namespace BlurDetection.Video;

/// <summary>Finds the sharpest frames of a video, or images of a burst. Black, white and flat frames are never among them, nor are two
/// that show the same.</summary>
public static class SharpestFrames
{
    /// <summary>The name of the table that <see cref="SaveAsync"/> writes: <c>file,seconds,verdict,probability,strength</c>.</summary>
    public const string TableName = "frames.csv";

    /// <summary>Finds the sharpest frames of a video.</summary>
    /// <param name="classifier">Ranks the frames.</param>
    /// <param name="source">What <see cref="VideoFrameReader.ReadAsync(string, VideoReaderOptions, CancellationToken)"/> takes.</param>
    /// <param name="options">How they are found; <see langword="null"/>: the sharpest of every second.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <returns>The frames in the order of time.</returns>
    /// <inheritdoc cref="VideoFrameReader.ReadAsync(string, VideoReaderOptions, CancellationToken)" path="/exception"/>
    public static async Task<IReadOnlyList<SelectedFrame>> SelectAsync(
        IBlurClassifier classifier, string source, SharpestFramesOptions? options = null, CancellationToken cancellationToken = default)
    {
        var settings = Checked(classifier, options);
        List<FrameCandidate> candidates = [];
        await foreach (var candidate in FramePipeline.RunAsync(source, settings.Reading, Candidate, cancellationToken)
            .ConfigureAwait(false))
            candidates.Add(candidate);
        return Choose(candidates, settings);

        FrameCandidate Candidate(VideoFrame frame) =>
            new(frame.Timestamp, classifier.Classify(frame.Pixels) with { Map = null },
                NearDuplicates.Thumbnail(frame.Pixels)) { Pts = frame.Pts };
    }

    /// <summary>Finds the sharpest images of a burst.</summary>
    /// <param name="classifier">Ranks the images.</param>
    /// <param name="paths">Images in the order in which they were taken; each counts as a second later than the one before.</param>
    /// <param name="options">How they are found; <see cref="SharpestFramesOptions.Reading"/> is not used.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="UnsupportedImageException">An image cannot be decoded, and nobody is told
    /// (<see cref="SharpestFramesOptions.Unreadable"/>).</exception>
    /// <exception cref="IOException">An image cannot be read, and nobody is told.</exception>
    public static async Task<IReadOnlyList<SelectedFrame>> SelectAsync(
        IBlurClassifier classifier, IReadOnlyList<string> paths, SharpestFramesOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var settings = Checked(classifier, options);
        ArgumentNullException.ThrowIfNull(paths);
        List<FrameCandidate> candidates = [];
        var second = 0;
        await foreach (var result in classifier.ClassifyManyAsync(paths.Select(ImageSource.FromFile), cancellationToken: cancellationToken)
            .ConfigureAwait(false))
        {
            var (candidate, error) = Candidate(result, TimeSpan.FromSeconds(second++));
            if (candidate is not null) candidates.Add(candidate);
            else if (settings.Unreadable is { } told) told.Report(result with { Prediction = null, Error = error });
            else throw error!;
        }
        return Choose(candidates, settings);
    }

    private static (FrameCandidate? Candidate, Exception? Error) Candidate(ClassificationResult result, TimeSpan time)
    {
        if (!result.Succeeded) return (null, result.Error);
        var path = result.Source.Name;
        try
        {
            return (new(time, result.Prediction, NearDuplicates.Thumbnail(path)) { Path = path }, null);
        }
        catch (Exception error) when (error is UnsupportedImageException or IOException or UnauthorizedAccessException)
        {
            return (null, error); // changed since it was classified
        }
    }

    /// <summary>Saves frames as JPEG or PNG named by their time (<c>0-01-02.500.jpg</c>), images of a burst as they are, and
    /// <see cref="TableName"/>.</summary>
    /// <param name="source">The video; not used for images of a burst.</param>
    /// <param name="frames">What was chosen.</param>
    /// <param name="folder">Where to; made if it is not there. Files of the same names are replaced.</param>
    /// <param name="extension">".jpg" (default) or ".png".</param>
    /// <param name="reading">How the video was read when frames were chosen.</param>
    /// <param name="cancellationToken">Ends writing; nothing is left then.</param>
    /// <returns>The images' paths.</returns>
    /// <exception cref="ArgumentException">The extension is another.</exception>
    /// <exception cref="VideoReadException">The source cannot be read again, or gives other frames than before.</exception>
    public static Task<IReadOnlyList<string>> SaveAsync(
        string source, IReadOnlyList<SelectedFrame> frames, string folder, string extension = ".jpg", VideoReaderOptions? reading = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return SelectedFrameFiles.SaveAsync(source, frames, folder, extension, reading, cancellationToken);
    }

    private static SharpestFramesOptions Checked(IBlurClassifier classifier, SharpestFramesOptions? options)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        options ??= new SharpestFramesOptions();
        OptionsValidation.Require(options);
        return options;
    }

    private static SelectedFrame[] Choose(List<FrameCandidate> candidates, SharpestFramesOptions options) =>
        [.. options.Selection.Choose(candidates, new NearDuplicates(options.DuplicateTolerance)).Select(SelectedFrame.Of)];
}
