namespace BlurDetection.Scanning;

/// <summary>How far a scan is.</summary>
/// <param name="Counts">Images classified by this run.</param>
/// <param name="Skipped">Images that an earlier run had done.</param>
/// <param name="Expected">Images that the shard will have, estimated; <see langword="null"/> while that is unknown.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record ScanProgress(ScanCounts Counts, long Skipped, long? Expected, TimeSpan Elapsed)
{
    /// <summary>Images classified in a second.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? Counts.Total / Elapsed.TotalSeconds : 0;

    /// <summary>Time until the end at this rate; <see langword="null"/> while it cannot be known.</summary>
    public TimeSpan? Remaining =>
        Expected is { } expected && PerSecond > 0 ? TimeSpan.FromSeconds(Math.Max(0, expected - Skipped - Counts.Total) / PerSecond) : null;
}
