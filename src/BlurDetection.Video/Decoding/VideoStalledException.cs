namespace BlurDetection.Video;

/// <summary>A source gave nothing for longer than <see cref="VideoReaderOptions.StallTimeout"/>.</summary>
public sealed class VideoStalledException : VideoReadException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which source stalled, and for how long.</param>
    public VideoStalledException(string message) : base(message)
    {
    }
}
