namespace BlurDetection.Video;

/// <summary>What a file says of its video.</summary>
internal sealed record VideoInfo
{
    /// <summary>ffmpeg's name of the codec: h264, hevc, mjpeg ...</summary>
    public required string Codec { get; init; }

    /// <summary>Pixels in a row, before any rotation.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, before any rotation.</summary>
    public required int Height { get; init; }

    /// <summary>The length; <see langword="null"/> where the source does not know it (a live stream).</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Frames a second on average; <see langword="null"/> where unknown.</summary>
    public double? FrameRate { get; init; }

    /// <summary>True if there is sound too.</summary>
    public bool HasAudio { get; init; }
}
