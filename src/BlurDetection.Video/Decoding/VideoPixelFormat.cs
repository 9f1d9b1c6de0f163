namespace BlurDetection.Video;

/// <summary>What of a frame is read.</summary>
public enum VideoPixelFormat
{
    /// <summary>Luma alone, 8 bits, in the range of the stream, which <see cref="VideoFrame.Pixels"/> declares; nothing is converted where
    /// the stream has 8 bits.</summary>
    Luma,

    /// <summary>Luma and half-size chroma (NV12), 8 bits in video range.</summary>
    Nv12,
}
