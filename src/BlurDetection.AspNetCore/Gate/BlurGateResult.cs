namespace BlurDetection.AspNetCore.Gate;

/// <summary>
/// What the gate found in a request that it let pass; get it with <c>HttpContext.Features.Get&lt;BlurGateResult&gt;()</c>.
/// </summary>
/// <param name="Predictions">The predictions, in the order of the form's files that were classified.</param>
/// <param name="LetThrough">True if images were blurred but the client had been refused as often as the options allow.</param>
public sealed record BlurGateResult(IReadOnlyList<BlurPrediction> Predictions, bool LetThrough);
