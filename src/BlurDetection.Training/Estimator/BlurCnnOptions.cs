using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Training.Estimator;

/// <summary>What the <see cref="BlurCnnEstimator"/> trains, and how.</summary>
public sealed class BlurCnnOptions : IValidatableObject
{
    /// <summary>The column of truths: bool, true = blurry.</summary>
    /// <value>Default "Label".</value>
    [Required]
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The column of pictures: text (paths), or images as LoadImages gives them.</summary>
    /// <value>Default "ImagePath".</value>
    [Required]
    public string InputColumnName { get; set; } = "ImagePath";

    /// <summary>Pictures with the same value here (text, key or whole number) never stand on both sides of the validation split.</summary>
    /// <value>Default <see langword="null"/>: copies and near-duplicates are found by themselves and kept together.</value>
    public string? GroupColumnName { get; set; }

    /// <summary>The network to train from fresh weights.</summary>
    /// <value>Default: <see cref="Presets.Notebook"/>. Ignored where <see cref="InitialModel"/> is given.</value>
    [Required]
    public Network Network { get; set; } = Presets.Notebook();

    /// <summary>A model to fine-tune: the bytes of an ONNX file of this library.</summary>
    /// <value>Default <see langword="null"/>: train from fresh weights.</value>
    public byte[]? InitialModel { get; set; }

    /// <summary>How pictures become the network's input.</summary>
    /// <value>Default <see langword="null"/>: the initial model's, or else what fits the network.</value>
    public Preprocessing? Preprocessing { get; set; }

    /// <summary>Share of the pictures held back to judge each epoch; of no effect where validation data is given.</summary>
    /// <value>0 (none) to 0.9. Default 0.1, as in the notebook.</value>
    [Range(0.0, 0.9)]
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>Epochs, batch size, learning rate, seed, threads, checkpoints.</summary>
    [Required, NestedOptions]
    public FitOptions Fit { get; set; } = new();

    /// <summary>Where it is trained. The model runs anywhere afterwards.</summary>
    /// <value>Default <see cref="TrainingDevice.Cpu"/>.</value>
    [EnumDataType(typeof(TrainingDevice))]
    public TrainingDevice Device { get; set; }

    /// <summary>Changes training pictures by chance.</summary>
    /// <value>Default: <see cref="AugmentationPipeline.BlurSafe"/>. <see langword="null"/> for none.</value>
    public IPictureAugmentation? Augmentation { get; set; } = AugmentationPipeline.BlurSafe;

    /// <summary>Stops when the validation loss has not fallen for so many epochs, and takes the best weights.</summary>
    /// <value>1 or more; default <see langword="null"/>: all epochs are trained.</value>
    [Range(1, int.MaxValue)]
    public int? EarlyStoppingPatience { get; set; }

    /// <summary>Callbacks besides that.</summary>
    /// <value>Default none.</value>
    [Required]
    public IReadOnlyList<TrainingCallback> Callbacks { get; set; } = [];

    /// <summary>The probability from which on a picture counts as blurred.</summary>
    /// <value>0 to 1. Default 0.5. <see langword="null"/>: chosen on the validation pictures, with sensitivities.</value>
    [Range(0.0, 1.0)]
    public double? Threshold { get; set; } = 0.5;

    /// <summary>Limits for decoding.</summary>
    [Required, NestedOptions]
    public ImageDecoderOptions Decoding { get; set; } = new();

    /// <summary>Stops the training between two steps, as <c>MLContext.CancelExecution</c> does, which ML.NET keeps to itself.</summary>
    /// <value>Default: never.</value>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Told of every step.</summary>
    /// <value>Default nobody. The MLContext's log is told of every epoch in any case.</value>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>Told of every epoch.</summary>
    /// <value>Default nobody.</value>
    public ILogger? Logger { get; set; }

    /// <summary>Name of the model in its file.</summary>
    /// <value>Default <see langword="null"/>: the network's.</value>
    public string? Name { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Threshold is null && ValidationFraction == 0)
            yield return new ValidationResult("A threshold can only be chosen on validation pictures; set it, or hold some back.", [nameof(Threshold)]);
    }
}
