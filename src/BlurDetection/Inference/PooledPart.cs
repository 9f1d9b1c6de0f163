namespace BlurDetection.Inference;

/// <summary>One statistic of every feature, a part of the pooled vector.</summary>
/// <param name="Statistic">Which.</param>
/// <param name="Weights">Of <see cref="FeatureStatistic.Attended"/>: one for each feature.</param>
/// <param name="Epsilon">Of <see cref="FeatureStatistic.Spread"/>: what is added to the variance.</param>
internal sealed record PooledPart(FeatureStatistic Statistic, float[] Weights, float Epsilon = 0)
{
    public PooledPart(FeatureStatistic statistic, float epsilon = 0) : this(statistic, [], epsilon) { }
}
