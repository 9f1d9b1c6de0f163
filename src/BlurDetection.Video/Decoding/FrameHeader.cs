namespace BlurDetection.Video;

/// <summary>What ffmpeg's showinfo says of a frame.</summary>
internal readonly record struct FrameHeader(
    long? Pts, TimeSpan? Time, int Width, int Height, bool IsNv12, bool IsKeyFrame, bool IsInterlaced, bool IsFullRange)
{
    /// <summary>Bytes of the frame in ffmpeg's raw output.</summary>
    public int Bytes => checked(IsNv12 ? Width * Height + (Width + (Width & 1)) * ((Height + 1) / 2) : Width * Height);
}
