namespace BlurDetection.Scanning.Actions;

/// <summary>A line of a journal: written before it is done, so that what a crash cut off can be told.</summary>
/// <param name="Kind">What.</param>
/// <param name="From">The image.</param>
/// <param name="To">The new file.</param>
/// <param name="Size">Size of the new file in bytes, as it will be.</param>
/// <param name="Hash">SHA-256 of a sidecar as it will be; <see langword="null"/> for images.</param>
/// <param name="Before">The sidecar as it was; <see langword="null"/> if there was none.</param>
internal sealed record JournalEntry(ImageActionKind Kind, string From, string To, long Size, string? Hash = null, byte[]? Before = null);
