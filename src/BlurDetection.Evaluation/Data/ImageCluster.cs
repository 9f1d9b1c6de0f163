namespace BlurDetection.Evaluation.Data;

/// <summary>Images that are one image.</summary>
/// <param name="Files">Their names, in the order of the label file.</param>
/// <param name="Blur">How many of them are labelled blur.</param>
/// <param name="Focus">How many of them are labelled focus.</param>
public sealed record ImageCluster(IReadOnlyList<string> Files, int Blur, int Focus)
{
    /// <summary>True where the labels disagree.</summary>
    public bool IsMixed => Blur > 0 && Focus > 0;

    internal static ImageCluster Of(IEnumerable<ImageEntry> images)
    {
        ImageEntry[] all = [.. images];
        return new ImageCluster([.. all.Select(p => p.Row.FileName)], all.Count(p => p.Label == ImageLabel.Blur),
            all.Count(p => p.Label == ImageLabel.Focus));
    }
}
