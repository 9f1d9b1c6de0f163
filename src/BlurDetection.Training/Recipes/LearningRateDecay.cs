namespace BlurDetection.Training;

/// <summary>How a learning rate falls within a run, or from one restart to the next.</summary>
public enum LearningRateDecay
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>Straight down.</summary>
    Linear,

    /// <summary>Along half a cosine (Loshchilov and Hutter, 2017).</summary>
    Cosine,
}
