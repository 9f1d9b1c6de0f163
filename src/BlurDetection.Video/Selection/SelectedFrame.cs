namespace BlurDetection.Video;

/// <summary>A frame, or an image of a burst, that was chosen.</summary>
/// <param name="Time">The frame's presentation time; for images their number in seconds.</param>
/// <param name="Prediction">What the model says.</param>
/// <param name="Path">The image's file; <see langword="null"/> for a frame of a video.</param>
public sealed record SelectedFrame(TimeSpan Time, BlurPrediction Prediction, string? Path = null)
{
    internal long? Pts { get; init; }

    internal static SelectedFrame Of(FrameCandidate frame) =>
        new(frame.Time, frame.Prediction with { Map = null }, frame.Path) { Pts = frame.Pts };
}
