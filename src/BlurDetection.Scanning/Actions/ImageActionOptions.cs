using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Scanning.Actions;

/// <summary>What is done, and with which images.</summary>
public sealed class ImageActionOptions
{
    /// <summary>What is done.</summary>
    /// <value>Default: tag.</value>
    [EnumDataType(typeof(ImageActionKind))]
    public ImageActionKind Kind { get; set; } = ImageActionKind.Tag;

    /// <summary>The folder that images are moved, copied or linked into; folders below the root are kept.</summary>
    /// <value>Needed for these three.</value>
    public string? Target { get; set; }

    /// <summary>Only images of this verdict.</summary>
    /// <value>Default: blurred.</value>
    [EnumDataType(typeof(BlurVerdict))]
    public BlurVerdict Verdict { get; set; } = BlurVerdict.Blurred;

    /// <summary>Only images of this kind of blur.</summary>
    /// <value>Default <see langword="null"/>: of any.</value>
    [EnumDataType(typeof(BlurKind))]
    public BlurKind? BlurKind { get; set; }

    /// <summary>Only images whose probability of blur is at least this.</summary>
    /// <value>0 to 1; default 0.</value>
    [Range(0d, 1d)]
    public double MinProbability { get; set; }

    /// <summary>Where the images are now; <see langword="null"/> for where the scan found them.</summary>
    public string? ImagesFolder { get; set; }

    /// <summary>How sidecars are named.</summary>
    /// <value>Default: photo.jpg.xmp.</value>
    [EnumDataType(typeof(SidecarNaming))]
    public SidecarNaming Sidecars { get; set; } = SidecarNaming.Appended;

    /// <summary>xmp:Rating of blurred images that have none: 1 to 5 stars, -1 for rejected.</summary>
    /// <value>-1 to 5; default 1.</value>
    [Range(-1, 5)]
    public int Rating { get; set; } = 1;
}
