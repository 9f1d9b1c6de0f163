using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation.Data;
using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training;

/// <summary>What <see cref="BlurTrainer"/> trains on, what it trains, and where it puts the result.</summary>
public sealed class BlurTrainingOptions
{
    /// <summary>Folder of the images.</summary>
    [Required]
    public required string ImagesFolder { get; set; }

    /// <summary>The label file, see <see cref="LabelFile"/>.</summary>
    [Required]
    public required string LabelsPath { get; set; }

    /// <summary>Where everything is written: model.onnx, model.zip, report.html, report.json, history.csv, and the
    /// checkpoints in cnn_model.</summary>
    [Required]
    public required string OutputFolder { get; set; }

    /// <summary>What is trained, and how: network or model to fine-tune, augmentation, class balance, schedule, seed.</summary>
    /// <value>Default <see cref="TrainingRecipe.Notebook"/>.</value>
    [Required]
    public TrainingRecipe Recipe { get; set; } = TrainingRecipe.Notebook;

    /// <summary>A folder of sharp images that are degraded at random and trained on beside the labelled ones. They are grey: a network of
    /// three channels is shown the same in each.</summary>
    /// <value>Default <see langword="null"/>: labelled images alone.</value>
    public string? SharpFolder { get; set; }

    /// <summary>Synthesised images for each labelled one in an epoch, where <see cref="SharpFolder"/> is given.</summary>
    /// <value>0 to 1000; default 1.</value>
    [Range(0d, 1000d)]
    public double SynthesizedShare { get; set; } = 1;

    /// <summary>How images are divided into training and validation.</summary>
    /// <value>Default: by group, a tenth for validation, seed 42.</value>
    [Required, NestedOptions]
    public SplitOptions Split { get; set; } = new();

    /// <summary>Folds of the grouped cross-validation that the figures come from: as many trainings besides that of the
    /// model that is saved.</summary>
    /// <value>
    /// 0 for none, or at least 2; more than there are groups of images means one group a fold. Default <see langword="null"/>: 5, or as
    /// many as the rarer label has groups, where a label has fewer than 30 different images and neither a <c>split</c> column nor
    /// <see cref="SplitOptions.ByGroup"/> says otherwise; else none.
    /// </value>
    [Range(0, int.MaxValue), DeniedValues(1, ErrorMessage = "One fold holds nothing out: Folds is 0 or at least 2.")]
    public int? Folds { get; set; }

    /// <summary>How the label file is read and images are grouped.</summary>
    /// <value>Default: bad rows are reported and left out.</value>
    [Required, NestedOptions]
    public ImageDatasetOptions Dataset { get; set; } = new();

    /// <summary>Callbacks besides the usual ones (early stopping that keeps the best weights, history.csv, a model an epoch):
    /// <see cref="ReduceLROnPlateau"/>, for instance.</summary>
    /// <value>Default none. Their state is part of the checkpoint; a run is resumed with the same ones.</value>
    [Required]
    public IReadOnlyList<TrainingCallback> Callbacks { get; set; } = [];

    /// <summary>Go on from the checkpoint in the output folder, if there is one.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Resume { get; set; }

    /// <summary>Where it is trained. The model runs anywhere afterwards.</summary>
    /// <value>Default <see cref="TrainingDevice.Cpu"/>.</value>
    [EnumDataType(typeof(TrainingDevice))]
    public TrainingDevice Device { get; set; }

    /// <summary>Threads that compute; 1 makes a run repeatable to the last bit.</summary>
    /// <value>At least 1; default <see langword="null"/>: torch's own choice.</value>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>Memory for decoded images that are kept for later epochs.</summary>
    /// <value>0 or more bytes; default 1 GiB.</value>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; set; } = 1L << 30;

    /// <summary>Trains a second time, on a random split, and reports what accuracy that claims. Doubles the time.</summary>
    /// <value>Default <see langword="false"/>: the report gives an estimate.</value>
    public bool MeasureRandomSplit { get; set; }

    /// <summary>The command line, for the report.</summary>
    /// <value>Default <see langword="null"/>: none.</value>
    public string? Command { get; set; }
}
