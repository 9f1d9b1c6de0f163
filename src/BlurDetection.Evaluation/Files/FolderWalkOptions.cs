namespace BlurDetection.Evaluation.Files;

/// <summary>What a <see cref="FolderWalk"/> gives.</summary>
internal sealed record FolderWalkOptions
{
    /// <summary>Whether the folders inside folders are entered.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Recursive { get; init; } = true;

    /// <summary>Whether links to folders are followed, each folder being entered once.</summary>
    /// <value>Default <see langword="false"/>: they are counted. Links to files are always followed.</value>
    public bool FollowLinks { get; init; }

    /// <summary>Whether a file that has several names (hard links) is given under each, where otherwise the first is enough.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool EveryName { get; init; }

    /// <summary>Whether hidden files and those that other programs keep beside images are given too, see
    /// <see cref="ImageFiles.IsCompanion"/>.</summary>
    /// <value>Default <see langword="false"/>: they are counted.</value>
    public bool Companions { get; init; }

    /// <summary>Which regular files are wanted, by their path.</summary>
    /// <value>Default <see langword="null"/>: all.</value>
    public Func<string, bool>? Filter { get; init; }

    /// <summary>Called with the path of each file that the filter does not want.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public Action<string>? OnFiltered { get; init; }

    /// <summary>Folders that are left out, such as the one for the results.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyCollection<string> Except { get; init; } = [];
}
