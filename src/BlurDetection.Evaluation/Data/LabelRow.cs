namespace BlurDetection.Evaluation.Data;

/// <summary>One usable row of a label file.</summary>
public sealed record LabelRow
{
    /// <summary>Line of the label file, the header being 1; 0 where no label file names the image.</summary>
    public required int Row { get; init; }

    /// <summary>The image as the row names it, relative to the images' folder.</summary>
    public required string FileName { get; init; }

    /// <summary>The image's path.</summary>
    public required string Path { get; init; }

    /// <summary>Blur or focus.</summary>
    public required ImageLabel Label { get; init; }

    /// <summary>Column <c>group</c>: images of one group never stand on both sides of a split; <see langword="null"/>
    /// where empty.</summary>
    public string? Group { get; init; }

    /// <summary>Column <c>split</c>: the part somebody chose for this image; <see langword="null"/> where empty.</summary>
    public DataPart? Part { get; init; }

    /// <summary>Column <c>blur_type</c>: the kind of blur in the labeller's words; <see langword="null"/> where empty.</summary>
    public string? BlurType { get; init; }

    /// <summary>Column <c>confidence</c>: how sure the labeller was, in the labeller's words; <see langword="null"/> where empty.</summary>
    public string? Confidence { get; init; }
}
