namespace BlurDetection.Evaluation.Data;

/// <summary>What one should know of labelled images before training on them.</summary>
public sealed record DataInspection
{
    /// <summary>Usable images labelled blur.</summary>
    public required int Blur { get; init; }

    /// <summary>Usable images labelled focus.</summary>
    public required int Focus { get; init; }

    /// <summary>Usable images of different bytes.</summary>
    public required int DistinctContents { get; init; }

    /// <summary>Groups that never stand on both sides of an honest split.</summary>
    public required int Groups { get; init; }

    /// <summary>Sizes; <see langword="null"/> without a usable image.</summary>
    public SizeSummary? Sizes { get; init; }

    /// <summary>Images for each word of the column <c>blur_type</c>.</summary>
    public required IReadOnlyDictionary<string, int> BlurTypes { get; init; }

    /// <summary>Byte-identical copies, the largest cluster first.</summary>
    public required IReadOnlyList<ImageCluster> Duplicates { get; init; }

    /// <summary>Different files that show the same scene, the largest cluster first, one name for each content. Mixed labels are natural
    /// here: a scene once sharp, once blurred.</summary>
    public required IReadOnlyList<ImageCluster> NearDuplicates { get; init; }

    /// <summary>Byte-identical copies with both labels: one of them must be wrong.</summary>
    public required IReadOnlyList<ImageCluster> Conflicts { get; init; }

    /// <summary>Rows that cannot be used, with their row numbers.</summary>
    public required IReadOnlyList<DataProblem> Problems { get; init; }

    /// <summary>Images in the folder that no row names.</summary>
    public required IReadOnlyList<string> Unlabelled { get; init; }

    /// <summary>What a random split would leak; <see langword="null"/> where the images cannot be split at all.</summary>
    public LeakReport? Leak { get; init; }

    /// <summary>Why the images cannot be split; <see langword="null"/> where they can.</summary>
    public string? SplitProblem { get; init; }

    /// <summary>SHA-256 over the sorted content hashes, hexadecimal.</summary>
    public required string DataHash { get; init; }
}
