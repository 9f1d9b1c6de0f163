using System.ComponentModel.DataAnnotations;
using BlurDetection.Training.Losses;

namespace BlurDetection.Training.Fitting;

/// <summary>How a network is trained.</summary>
public sealed class FitOptions : IValidatableObject
{
    /// <summary>Passes over the training data.</summary>
    /// <value>At least 1. Default 100.</value>
    [Range(1, int.MaxValue)]
    public int Epochs { get; set; } = 100;

    /// <summary>Images in one step.</summary>
    /// <value>At least 1. Default 32.</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Adam's learning rate at the beginning; callbacks may change it.</summary>
    /// <value>Above 0. Default 0.001.</value>
    [Range(double.Epsilon, 10)]
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>Decoupled decay of kernels (Loshchilov and Hutter, 2019): each step takes this share of the learning rate
    /// off them.</summary>
    /// <value>0 or more. Default 0, as in Keras.</value>
    [Range(0, 1)]
    public double WeightDecay { get; set; }

    /// <summary>How much each class counts in the training loss, in the order of the outputs (blur, focus).</summary>
    /// <value>One number above 0 for each class, or <see langword="null"/> (the default) for 1 each.</value>
    public IReadOnlyList<double>? ClassWeights { get; set; }

    /// <summary>Losses of outputs besides "probabilities", by name; the training data must give
    /// <see cref="TrainingSample.Targets"/> for them.</summary>
    /// <value>Default none.</value>
    public IReadOnlyDictionary<string, OutputLoss> Losses { get; set; } = new Dictionary<string, OutputLoss>();

    /// <summary>Momentum of the exponential moving average of the weights (Polyak and Juditsky, 1992), which is validated and kept in place
    /// of the weights themselves.</summary>
    /// <value>0 to below 1; default <see langword="null"/>: none. Keras's <c>ema_momentum</c>.</value>
    [Range(0, 0.999999)]
    public double? EmaMomentum { get; set; }

    /// <summary>Greatest norm of the gradient of all weights together; a longer one is shortened (Pascanu et al., 2013).</summary>
    /// <value>Above 0; default <see langword="null"/>: no limit. Keras's <c>global_clipnorm</c>.</value>
    [Range(double.Epsilon, double.MaxValue)]
    public double? ClipNorm { get; set; }

    /// <summary>Keeps the weights symmetric, so that a mirrored or turned image gives the same answer (after Cohen and
    /// Welling, 2016).</summary>
    /// <value>Default false. Convolutions must be square.</value>
    public bool SymmetricWeights { get; set; }

    /// <summary>Scales the learning rate of each step.</summary>
    /// <value>From the step (from 0) and the steps in an epoch to a factor; default: 1 always.</value>
    public Func<long, int, double>? LearningRateFactor { get; set; }

    /// <summary>All chance comes from it: order of the images, augmentation, dropout.</summary>
    /// <value>Default 0.</value>
    public int Seed { get; set; }

    /// <summary>Threads that compute. One thread makes a run repeatable to the last bit.</summary>
    /// <value>At least 1, or <see langword="null"/> (the default) to leave torch's own choice.</value>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>Threads that fetch images. Their number changes no result.</summary>
    /// <value>At least 1. Default: one for each core, at most 32.</value>
    [Range(1, 1024)]
    public int Workers { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 32);

    /// <summary>Batches fetched ahead of the step that needs them; bounds the memory that images take.</summary>
    /// <value>At least 1. Default 3.</value>
    [Range(1, 1024)]
    public int Prefetch { get; set; } = 3;

    /// <summary>Where the state of the run is kept after every epoch, so that it can be resumed.</summary>
    /// <value>A folder ("cnn_model"), made if it is missing, or <see langword="null"/> (the default) to keep none.</value>
    public string? CheckpointFolder { get; set; }

    /// <summary>Go on from the checkpoint in <see cref="CheckpointFolder"/>, if there is one.</summary>
    /// <value>Default false: begin again, and replace it after the first epoch.</value>
    public bool Resume { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ClassWeights?.Any(w => w is not > 0) == true)
            yield return new ValidationResult($"{nameof(ClassWeights)} must all be above 0.", [nameof(ClassWeights)]);
        if (Resume && CheckpointFolder is null)
            yield return new ValidationResult($"{nameof(Resume)} needs a {nameof(CheckpointFolder)}.", [nameof(Resume)]);
    }
}
