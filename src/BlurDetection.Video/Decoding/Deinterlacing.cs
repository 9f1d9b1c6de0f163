namespace BlurDetection.Video;

/// <summary>What becomes of interlaced frames.</summary>
public enum Deinterlacing
{
    /// <summary>Frames stay as they are decoded.</summary>
    None,

    /// <summary>ffmpeg's bwdif, for frames that the stream marks as interlaced; one frame for each.</summary>
    WhereMarked,

    /// <summary>ffmpeg's bwdif for every frame: for streams that hide that they are interlaced.</summary>
    Always,
}
