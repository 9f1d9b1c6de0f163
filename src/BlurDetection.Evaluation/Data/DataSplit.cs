namespace BlurDetection.Evaluation.Data;

/// <summary>Images divided into parts.</summary>
/// <param name="Training">The weights are fitted to these.</param>
/// <param name="Validation">These choose epoch and threshold.</param>
/// <param name="Test">These are only measured; empty unless a <c>split</c> column names some.</param>
/// <param name="Leak">How much the parts have in common, and how much those of a random split would.</param>
public sealed record DataSplit(
    IReadOnlyList<ImageEntry> Training, IReadOnlyList<ImageEntry> Validation, IReadOnlyList<ImageEntry> Test, LeakReport Leak);
