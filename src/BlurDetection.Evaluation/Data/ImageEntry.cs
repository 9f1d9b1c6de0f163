namespace BlurDetection.Evaluation.Data;

/// <summary>A labelled image that can be decoded, with all that is known of it.</summary>
public sealed record ImageEntry
{
    internal ImageEntry(LabelRow row, ImageFingerprint fingerprint, int groupId) =>
        (Row, Fingerprint, GroupId) = (row, fingerprint, groupId);

    /// <summary>What the label file says.</summary>
    public LabelRow Row { get; }

    /// <summary>The image's path.</summary>
    public string Path => Row.Path;

    /// <summary>Blur or focus.</summary>
    public ImageLabel Label => Row.Label;

    /// <summary>Images with the same number belong together (same bytes, same scene, or same <c>group</c> column) and never stand on both
    /// sides of an honest split.</summary>
    public int GroupId { get; }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public string ContentHash => Fingerprint.ContentHash;

    /// <summary>Width of the upright image in pixels.</summary>
    public int Width => Fingerprint.Width;

    /// <summary>Height of the upright image in pixels.</summary>
    public int Height => Fingerprint.Height;

    /// <summary>What identifies it.</summary>
    internal ImageFingerprint Fingerprint { get; }
}
