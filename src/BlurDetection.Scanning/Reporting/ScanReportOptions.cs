using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;

namespace BlurDetection.Scanning.Reporting;

/// <summary>What a report shows.</summary>
public sealed class ScanReportOptions
{
    /// <summary>Most images in the gallery, the worst ones; all are counted.</summary>
    /// <value>1 to 200,000; default 100,000.</value>
    [Range(1, 200_000)]
    public int MaxImages { get; set; } = 100_000;

    /// <summary>Where the images are now; <see langword="null"/> for where the scan found them.</summary>
    public string? ImagesFolder { get; set; }

    /// <summary>Whether thumbnails are made of images for which the scan made none, where they are files on this machine.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Thumbnails { get; set; } = true;

    /// <summary>When two images count as near-duplicates.</summary>
    [Required, NestedOptions]
    public NearDuplicateOptions NearDuplicates { get; set; } = new();

    /// <summary>How images are decoded for thumbnails.</summary>
    [Required, NestedOptions]
    public ImageDecoderOptions Decoding { get; set; } = new();
}
