namespace BlurDetection.Scanning.Results;

/// <summary>What a scan found out about one image: a row of the results.</summary>
public sealed record ImageResult
{
    /// <summary>Names the image: below the root, with forward slashes, or an address.</summary>
    public required string Path { get; init; }

    /// <summary>Size in bytes; <see langword="null"/> where unknown.</summary>
    public long? Size { get; init; }

    /// <summary>When it was last written, UTC, to the microsecond; <see langword="null"/> where unknown.</summary>
    public DateTime? Modified { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal; <see langword="null"/> where it was not asked for.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The verdict; <see langword="null"/> for an error.</summary>
    public BlurVerdict? Verdict { get; init; }

    /// <summary>Probability that it is blurred, 0 to 1, never NaN; <see langword="null"/> for an error.</summary>
    public double? Probability { get; init => field = Finite(value); }

    /// <summary>The least probability at which it counts as blurred, 0 to 1; <see langword="null"/> for an error.</summary>
    public double? Threshold { get; init => field = Finite(value); }

    /// <summary>Strength of the blur, see <see cref="BlurPrediction.Strength"/>; never NaN.</summary>
    public double? Strength { get; init => field = Finite(value); }

    /// <summary>Evidence in the image, 0 to 1; never NaN.</summary>
    public double? Evidence { get; init => field = Finite(value); }

    /// <summary>The kind of blur, where known.</summary>
    public BlurKind? Kind { get; init; }

    /// <summary>Why the verdict is indeterminate; <see langword="null"/> otherwise.</summary>
    public IndeterminateReason? Reason { get; init; }

    /// <summary>Width in pixels; <see langword="null"/> for an error.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels; <see langword="null"/> for an error.</summary>
    public int? Height { get; init; }

    /// <summary>The file's format, such as "Jpeg"; <see langword="null"/> for an error.</summary>
    public string? Format { get; init; }

    /// <summary>Why there is no verdict; <see langword="null"/> if there is one.</summary>
    public ScanErrorKind? Error { get; init; }

    /// <summary>The error in words; <see langword="null"/> if there is none.</summary>
    public string? Message { get; init; }

    /// <summary>Milliseconds for reading, decoding and classifying; <see langword="null"/> where it was not asked for.</summary>
    public double? DurationMs { get; init => field = Finite(value); }

    /// <summary>A JPEG of at most 192 pixels; <see langword="null"/> where it was not asked for.</summary>
    public ReadOnlyMemory<byte>? Thumbnail { get; init; }

    // NaN in Parquet is counted differently by each reader and writer.
    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}
