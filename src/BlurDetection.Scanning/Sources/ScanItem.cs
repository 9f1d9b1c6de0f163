namespace BlurDetection.Scanning.Sources;

/// <summary>One image that a source has found.</summary>
/// <param name="Path">Names it in results: below the root, with forward slashes, or an address. The same in every run.</param>
/// <param name="Open">Opens it for reading; the caller closes the stream.</param>
public sealed record ScanItem(string Path, Func<CancellationToken, ValueTask<Stream>> Open)
{
    private const long MicrosecondTicks = TimeSpan.TicksPerMicrosecond;

    /// <summary>Size in bytes; <see langword="null"/> where it is not known before reading.</summary>
    public long? Size { get; init; }

    /// <summary>When it was last written, UTC, in whole microseconds; <see langword="null"/> where that is not known.</summary>
    public DateTime? Modified
    {
        get;
        init => field = value is { } time ? new DateTime(time.Ticks - time.Ticks % MicrosecondTicks, DateTimeKind.Utc) : null;
    }

    /// <summary>The file, where there is one on a disk of this machine.</summary>
    public string? LocalPath { get; init; }

    /// <summary>Whether it must be read before the source gives the next one, as in an archive that is read as a stream.</summary>
    public bool ReadInOrder { get; init; }
}
