namespace BlurDetection.Video;

/// <summary>The kinds of source that ffmpeg opens in different ways.</summary>
internal enum VideoSourceKind
{
    File,
    Sequence,
    Glob,
    Address,
    Device,
}
