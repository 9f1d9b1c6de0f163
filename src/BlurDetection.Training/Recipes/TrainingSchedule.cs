using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BlurDetection.Training;

/// <summary>How long a <see cref="TrainingRecipe"/> trains, and in which steps.</summary>
public sealed record TrainingSchedule
{
    // The last steps still learn a little.
    private const double LeastShare = 0.002;

    /// <summary>Passes over the training images.</summary>
    /// <value>At least 1; default 60.</value>
    [Range(1, int.MaxValue)]
    public int Epochs { get; init; } = 60;

    /// <summary>Images in a step.</summary>
    /// <value>At least 1; default 32.</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Adam's learning rate at the beginning.</summary>
    /// <value>Above 0, at most 10; default 0.001.</value>
    [Range(double.Epsilon, 10)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decoupled decay of kernels (Loshchilov and Hutter, 2019): each step takes this share of the learning rate
    /// off them.</summary>
    /// <value>0 to 1; default 0, as in Keras.</value>
    [Range(0d, 1d)]
    public double WeightDecay { get; init; }

    /// <summary>Epochs without a better validation loss before training ends. The best epoch's weights are kept in any case.</summary>
    /// <value>At least 1, or <see langword="null"/> to train all epochs; default 15.</value>
    [Range(1, int.MaxValue), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Patience { get; init; } = 15;

    /// <summary>Steps over which the learning rate rises to its height, at the beginning and after each restart.</summary>
    /// <value>0 or more; default 0.</value>
    [Range(0, int.MaxValue)]
    public int WarmupSteps { get; init; }

    /// <summary>How the learning rate falls, step by step, to the end or to the next restart.</summary>
    /// <value>Default <see cref="LearningRateDecay.Constant"/>: it does not.</value>
    [EnumDataType(typeof(LearningRateDecay))]
    public LearningRateDecay Decay { get; init; }

    /// <summary>Epochs after which the learning rate starts again (Loshchilov and Hutter, 2017).</summary>
    /// <value>Rising, each below <see cref="Epochs"/>; default none.</value>
    public IReadOnlyList<int> Restarts { get; init; } = [];

    /// <summary>Height of the learning rate after a restart, beside the one before it.</summary>
    /// <value>Above 0, at most 1; default 1.</value>
    [Range(double.Epsilon, 1)]
    public double RestartMultiplier { get; init; } = 1;

    /// <summary>Momentum of the exponential moving average of the weights that is validated and kept.</summary>
    /// <value>0 to below 1; default <see langword="null"/>: none.</value>
    [Range(0, 0.999999)]
    public double? EmaMomentum { get; init; }

    /// <summary>Greatest norm of the gradient of all weights together.</summary>
    /// <value>Above 0; default <see langword="null"/>: no limit.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double? ClipNorm { get; init; }

    /// <summary>For fine-tuning: share of the epochs in which only the layers after the pooling learn.</summary>
    /// <value>0 to 1; default 0.25. Above 0 it is one epoch at least.</value>
    [Range(0d, 1d)]
    public double FrozenShare { get; init; } = 0.25;

    /// <summary>What the learning rate of a step is multiplied by; <see langword="null"/> where it stays.</summary>
    internal Func<long, int, double>? LearningRateFactor =>
        WarmupSteps == 0 && Decay == LearningRateDecay.Constant && Restarts.Count == 0 ? null : Factor;

    private double Factor(long step, int stepsInEpoch)
    {
        double epoch = (double)step / stepsInEpoch;
        int restarts = Restarts.Count(restart => restart <= epoch);
        double from = restarts == 0 ? 0 : Restarts[restarts - 1], to = restarts < Restarts.Count ? Restarts[restarts] : Epochs;
        double warmup = WarmupSteps == 0 ? 1 : Math.Min(1, (step - from * stepsInEpoch + 1) / WarmupSteps);
        return Math.Pow(RestartMultiplier, restarts) * warmup * Decayed(Math.Clamp((epoch - from) / (to - from), 0, 1));
    }

    private double Decayed(double share) => Decay switch
    {
        LearningRateDecay.Linear => Math.Max(LeastShare, 1 - share),
        LearningRateDecay.Cosine => Math.Max(LeastShare, (1 + Math.Cos(Math.PI * share)) / 2),
        _ => 1,
    };

    internal int FrozenEpochs => FrozenShare == 0 ? 0 : Math.Max(1, (int)(Epochs * FrozenShare));
}
