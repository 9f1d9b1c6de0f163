namespace BlurDetection.Video;

/// <summary>ffmpeg or ffprobe is neither on the PATH nor where the options say.</summary>
internal sealed class FfmpegNotFoundException : FileNotFoundException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which program was looked for, where, and how to install it.</param>
    public FfmpegNotFoundException(string message) : base(message)
    {
    }
}
