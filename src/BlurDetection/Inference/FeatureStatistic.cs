namespace BlurDetection.Inference;

/// <summary>What becomes of the plane of a feature: one number.</summary>
internal enum FeatureStatistic
{
    /// <summary>The mean of all cells.</summary>
    Mean,

    /// <summary>The root of the variance plus a small constant.</summary>
    Spread,

    /// <summary>The mean of all cells, weighted by the softmax of a linear function of the cell's features.</summary>
    Attended,

    /// <summary>The mean of the cells that are not in the outer quarters of rows or columns.</summary>
    MiddleMean,
}
