namespace BlurDetection.Scanning;

/// <summary>What a scan did.</summary>
/// <param name="Counts">All images of the shard that have a result now, from this run and earlier ones.</param>
/// <param name="Classified">Images that this run classified, errors included.</param>
/// <param name="Skipped">Images that an earlier run had done.</param>
/// <param name="NotImages">Files left out because neither their ending nor their content is an image's, or because they are hidden or
/// another program's.</param>
/// <param name="LinksNotFollowed">Links to folders, which may lead in circles.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ScanSummary(ScanCounts Counts, long Classified, long Skipped, long NotImages, long LinksNotFollowed, TimeSpan Elapsed)
{
    /// <summary>Images whose results were taken out, since they are no longer there (<see cref="ScanOptions.Prune"/>).</summary>
    public long Deleted { get; init; }
}
