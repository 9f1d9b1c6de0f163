using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Fitting;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Training.Estimator;

/// <summary>What the <see cref="BlurCnnEstimator"/> trains, and how.</summary>
public sealed class BlurCnnOptions : IValidatableObject
{
    /// <summary>The column of truths: bool, true = blurry.</summary>
    /// <value>Default "Label".</value>
    [Required]
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The column of images: text (paths), or images as LoadImages gives them.</summary>
    /// <value>Default "ImagePath".</value>
    [Required]
    public string InputColumnName { get; set; } = "ImagePath";

    /// <summary>Images with the same value here (text, key or whole number) never stand on both sides of the validation split.</summary>
    /// <value>Default <see langword="null"/>: copies and near-duplicates are found by themselves and kept together.</value>
    public string? GroupColumnName { get; set; }

    /// <summary>What is trained, and how: network or model to fine-tune, augmentation, class balance, schedule, seed.</summary>
    /// <value>Default <see cref="TrainingRecipe.Notebook"/>.</value>
    [Required]
    public TrainingRecipe Recipe { get; set; } = TrainingRecipe.Notebook;

    /// <summary>Share of the images held out to validate each epoch; of no effect where validation data is given.</summary>
    /// <value>0 (none) to 0.9. Default 0.1, as in the notebook.</value>
    [Range(0.0, 0.9)]
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>Where it is trained. The model runs anywhere afterwards.</summary>
    /// <value>Default <see cref="TrainingDevice.Cpu"/>.</value>
    [EnumDataType(typeof(TrainingDevice))]
    public TrainingDevice Device { get; set; }

    /// <summary>Threads that compute. One thread makes a run repeatable to the last bit.</summary>
    /// <value>1 to 1024; default <see langword="null"/>: torch's own choice.</value>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>Where the state of the run and each epoch's model are kept, so that it can be resumed.</summary>
    /// <value>A folder ("cnn_model"), made if it is missing; default <see langword="null"/>: nothing is kept.</value>
    public string? CheckpointFolder { get; set; }

    /// <summary>Go on from the checkpoint in <see cref="CheckpointFolder"/>, if there is one.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Resume { get; set; }

    /// <summary>Callbacks besides early stopping, which keeps the best epoch's weights where there are validation images.</summary>
    /// <value>Default none.</value>
    [Required]
    public IReadOnlyList<TrainingCallback> Callbacks { get; set; } = [];

    /// <summary>The least probability at which an image counts as blurred.</summary>
    /// <value>0 to 1. Default 0.5. <see langword="null"/>: chosen on the validation images, with sensitivities.</value>
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
        if (Resume && CheckpointFolder is null)
            yield return new ValidationResult($"{nameof(Resume)} needs a {nameof(CheckpointFolder)}.", [nameof(Resume)]);
        if (Threshold is null && ValidationFraction == 0)
            yield return new ValidationResult("A threshold can only be chosen on validation images; set it, or hold some back.",
                [nameof(Threshold)]);
    }
}
