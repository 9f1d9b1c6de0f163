using BlurDetection.Models;

namespace BlurDetection.Verdicts;

/// <summary>A verdict, and what it rests on.</summary>
/// <param name="Output">What the model said, after what it cannot see was added.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why it is indeterminate.</param>
internal readonly record struct Decision(
    ModelOutput Output, BlurVerdict Verdict, IndeterminateReason Reason = IndeterminateReason.None)
{
    /// <summary>Where the second copy stands in a double image; <see langword="null"/> in all others.</summary>
    public DoubleImage? DoubleImage { get; init; }
}
