namespace BlurDetection.Scanning.Actions;

/// <summary>What was done, or would be done, with one image.</summary>
/// <param name="Kind">What.</param>
/// <param name="From">The image's full path.</param>
/// <param name="To">Where it went, or the sidecar.</param>
/// <param name="Problem">Why nothing was done; <see langword="null"/> if it was, or would be.</param>
public sealed record ImageAction(ImageActionKind Kind, string From, string To, string? Problem = null);
