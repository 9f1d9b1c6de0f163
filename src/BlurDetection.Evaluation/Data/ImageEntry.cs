namespace BlurDetection.Evaluation.Data;

/// <summary>A labelled image that can be decoded, with all that is known of it.</summary>
/// <param name="Row">What the label file says.</param>
/// <param name="Fingerprint">What identifies it.</param>
/// <param name="GroupId">Images with the same number belong together (same bytes, same scene, or same <c>group</c> column) and never
/// stand on both sides of an honest split.</param>
public sealed record ImageEntry(LabelRow Row, ImageFingerprint Fingerprint, int GroupId)
{
    /// <summary>The image's path.</summary>
    public string Path => Row.Path;

    /// <summary>Blur or focus.</summary>
    public ImageLabel Label => Row.Label;
}
