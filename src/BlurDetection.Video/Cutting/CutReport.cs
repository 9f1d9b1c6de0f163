namespace BlurDetection.Video;

/// <summary>What became of a video whose blurred spans were dropped.</summary>
/// <param name="Kept">The stretches of the source that are in the output, in order.</param>
/// <param name="Dropped">The stretches that are not: at least the blurred spans; with copied streams up to the next key frame.</param>
public sealed record CutReport(IReadOnlyList<VideoStretch> Kept, IReadOnlyList<VideoStretch> Dropped);
