namespace BlurDetection.Inference;

/// <summary>Where a graph computes what a <see cref="PooledHead"/> does.</summary>
/// <param name="Head">What is to run in its place.</param>
/// <param name="Features">The tensor of all features.</param>
/// <param name="Pooled">The tensor of the pooled vector.</param>
internal sealed record HeadMatch(PooledHead Head, string Features, string Pooled);
