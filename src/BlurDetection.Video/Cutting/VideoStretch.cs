namespace BlurDetection.Video;

/// <summary>A stretch of a video.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends; the frame at that time is not part of it.</param>
public readonly record struct VideoStretch(TimeSpan Start, TimeSpan End)
{
    /// <summary>From start to end.</summary>
    public TimeSpan Length => End - Start;
}
