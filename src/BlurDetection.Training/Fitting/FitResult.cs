using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training.Fitting;

/// <summary>How a training run ended. The module holds the weights.</summary>
/// <param name="History">One entry an epoch, those before a resume included.</param>
/// <param name="StopReason">Why it ended before the last epoch; <see langword="null"/> if it did not.</param>
/// <param name="ResumedAt">The first epoch of this call, if it went on from a checkpoint.</param>
public sealed record FitResult(IReadOnlyList<EpochResult> History, string? StopReason, int? ResumedAt);
