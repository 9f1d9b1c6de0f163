namespace BlurDetection.Scanning.Results;

/// <summary>What the done marker of a part says.</summary>
/// <param name="Rows">Rows in the part.</param>
/// <param name="Bytes">Size of the file: one of another size is not whole.</param>
/// <param name="First">The first path, in ordinal order.</param>
/// <param name="Last">The last path.</param>
/// <param name="Finished">When it was written, UTC: of two results for one image the later one counts.</param>
internal sealed record PartInfo(int Rows, long Bytes, string First, string Last, DateTime Finished)
{
    /// <summary>The file; not part of the marker.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string File { get; init; } = "";

    /// <summary>What its paths are below of; not part of the marker.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Root { get; init; } = "";
}
