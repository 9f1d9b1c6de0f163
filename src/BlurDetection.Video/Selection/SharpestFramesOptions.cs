using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Video;

/// <summary>How the sharpest frames are found.</summary>
public class SharpestFramesOptions
{
    /// <summary>How frames are chosen.</summary>
    /// <value>Default: the sharpest of every second.</value>
    [Required]
    public FrameSelection Selection { get; set; } = FrameSelection.BestOfInterval(TimeSpan.FromSeconds(1));

    /// <summary>How the video is read; the sampling says which frames may be chosen.</summary>
    /// <value>Default: every frame.</value>
    [Required]
    public VideoReaderOptions Reading { get; set; } = new();

    /// <summary>Told of each image of a burst that cannot be read; it is left out then.</summary>
    /// <value>Default <see langword="null"/>: the first such image ends the selection with its exception.</value>
    public IProgress<ClassificationResult>? Unreadable { get; set; }

    /// <summary>The mean difference of thumbnails, in steps of 8 bits, up to which two frames count as the same; the less
    /// sharp one is left out.</summary>
    /// <value>-1 to 255; default 1. -1 leaves none out.</value>
    [Range(-1, 255)]
    public double DuplicateTolerance { get; set; } = 1;
}
