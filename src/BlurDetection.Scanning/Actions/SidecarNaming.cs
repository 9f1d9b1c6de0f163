namespace BlurDetection.Scanning.Actions;

/// <summary>How XMP sidecars are named.</summary>
public enum SidecarNaming
{
    /// <summary>photo.jpg.xmp, as darktable and digiKam do.</summary>
    Appended = 0,

    /// <summary>photo.xmp, as Lightroom does for raw files.</summary>
    Replaced = 1,
}
