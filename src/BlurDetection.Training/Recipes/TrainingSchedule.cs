using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BlurDetection.Training;

/// <summary>How long a <see cref="TrainingRecipe"/> trains, and in which steps.</summary>
public sealed record TrainingSchedule
{
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

    /// <summary>Decoupled decay of kernels (Loshchilov and Hutter, 2019): each step takes this share of the learning rate off them.</summary>
    /// <value>0 to 1; default 0, as in Keras.</value>
    [Range(0d, 1d)]
    public double WeightDecay { get; init; }

    /// <summary>Epochs without a better validation loss before training ends. The best epoch's weights are kept in any case.</summary>
    /// <value>At least 1, or <see langword="null"/> to train all epochs; default 15.</value>
    [Range(1, int.MaxValue), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Patience { get; init; } = 15;

    /// <summary>For fine-tuning: share of the epochs in which only the layers after the pooling learn.</summary>
    /// <value>0 to 1; default 0.25. Above 0 it is one epoch at least.</value>
    [Range(0d, 1d)]
    public double FrozenShare { get; init; } = 0.25;

    internal int FrozenEpochs => FrozenShare == 0 ? 0 : Math.Max(1, (int)(Epochs * FrozenShare));
}
