namespace BlurDetection.Video;

/// <summary>How footage is written without its blurred spans.</summary>
public enum CutMode
{
    /// <summary>The streams are copied: fast and without loss. What follows a span begins at its next key frame.</summary>
    Copy,

    /// <summary>The streams are coded again (H.264 at CRF 18, AAC): cut to the frame.</summary>
    Encode,
}
