using System.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Video;

/// <summary>One frame of a video, upright. Dispose it to reuse its memory.</summary>
public sealed class VideoFrame : IDisposable
{
    private readonly FrameHeader _header;
    private byte[]? _bytes;

    internal VideoFrame(byte[] bytes, FrameHeader header, int index, TimeSpan timestamp) =>
        (_bytes, _header, Index, Timestamp) = (bytes, header, index, timestamp);

    /// <summary>The number of the frame among those read, from 0.</summary>
    public int Index { get; }

    /// <summary>The presentation time by the stream's own time stamps, from the beginning of the source.</summary>
    public TimeSpan Timestamp { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width => _header.Width;

    /// <summary>Rows.</summary>
    public int Height => _header.Height;

    /// <summary>True for a frame that is coded without reference to others.</summary>
    public bool IsKeyFrame => _header.IsKeyFrame;

    /// <summary>True for a frame that the stream marks as interlaced, after deinterlacing if that was asked for.</summary>
    public bool IsInterlaced => _header.IsInterlaced;

    /// <summary>The pixels: <see cref="PixelFormat.Gray8"/> or <see cref="PixelFormat.Nv12"/>, with their range declared.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public PixelBuffer Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_bytes is null, this);
            var (black, white) = _header.IsFullRange ? (0, 255) : (16, 235);
            return new PixelBuffer(_bytes.AsMemory(0, _header.Bytes), _header.IsNv12 ? PixelFormat.Nv12 : PixelFormat.Gray8, Width, Height,
                black: black, white: white);
        }
    }

    /// <summary>The stream's own time stamp, in its units.</summary>
    internal long? Pts => _header.Pts;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes) ArrayPool<byte>.Shared.Return(bytes);
    }
}
