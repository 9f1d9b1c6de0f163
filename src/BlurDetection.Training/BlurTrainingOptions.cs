using System.ComponentModel.DataAnnotations;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Data;

namespace BlurDetection.Training;

/// <summary>What <see cref="BlurTrainer"/> trains on, what it trains, and where it puts the result.</summary>
public sealed class BlurTrainingOptions : IValidatableObject
{
    /// <summary>The name of <see cref="From"/> that stands for the embedded model.</summary>
    public const string EmbeddedModel = "default";

    /// <summary>Folder of the pictures.</summary>
    [Required]
    public required string ImagesFolder { get; set; }

    /// <summary>The label file, see <see cref="LabelFile"/>.</summary>
    [Required]
    public required string LabelsPath { get; set; }

    /// <summary>Where everything is written: model.onnx, model.zip, report.html, report.json, history.csv, and the checkpoints in cnn_model.</summary>
    [Required]
    public required string OutputFolder { get; set; }

    /// <summary>The network to train from fresh weights: "notebook" or "default".</summary>
    /// <value>Default "notebook". Ignored where <see cref="From"/> or <see cref="NetworkPath"/> is given.</value>
    public string Preset { get; set; } = "notebook";

    /// <summary>The model to fine-tune: "default" for the embedded one, or the path of an .onnx or .zip of this library. The normal way for a few hundred pictures.</summary>
    /// <value>Default <see langword="null"/>: train from fresh weights.</value>
    public string? From { get; set; }

    /// <summary>A file with a layer list in JSON, for one's own network.</summary>
    /// <value>Default <see langword="null"/>: the preset's.</value>
    public string? NetworkPath { get; set; }

    /// <summary>A folder of sharp pictures that are degraded at random and trained on beside the labelled ones. Only for networks that take luma.</summary>
    /// <value>Default <see langword="null"/>: labelled pictures alone.</value>
    public string? SharpFolder { get; set; }

    /// <summary>Synthesised pictures for each labelled one in an epoch, where <see cref="SharpFolder"/> is given.</summary>
    /// <value>0 to 1000; default 1.</value>
    [Range(0d, 1000d)]
    public double SynthesizedShare { get; set; } = 1;

    /// <summary>Passes over the training pictures.</summary>
    /// <value>At least 1; default <see langword="null"/>: 100 for the notebook, 20 for fine-tuning, 60 otherwise.</value>
    [Range(1, int.MaxValue)]
    public int? Epochs { get; set; }

    /// <summary>Pictures in a step.</summary>
    /// <value>At least 1; default <see langword="null"/>: 32 for pictures of a fixed size, 8 for canonical ones.</value>
    [Range(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>Adam's learning rate at the beginning.</summary>
    /// <value>Above 0; default 0.001.</value>
    [Range(double.Epsilon, 10)]
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>All chance comes from it: first weights, order, augmentation.</summary>
    /// <value>Default 42.</value>
    public int Seed { get; set; } = 42;

    /// <summary>How pictures are divided into training and validation.</summary>
    /// <value>Default: by group, a tenth for validation, seed 42.</value>
    [Required, NestedOptions]
    public SplitOptions Split { get; set; } = new();

    /// <summary>How the label file is read and pictures are grouped.</summary>
    /// <value>Default: bad rows are reported and left out.</value>
    [Required, NestedOptions]
    public PictureDatasetOptions Dataset { get; set; } = new();

    /// <summary>Whether training pictures are augmented: as the notebook did for its preset, in ways that leave blur alone otherwise.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Augment { get; set; } = true;

    /// <summary>Whether the rarer label counts more, so that both count alike.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool BalanceClasses { get; set; } = true;

    /// <summary>Epochs without a better validation loss before training ends. The weights of the best epoch are kept in any case.</summary>
    /// <value>At least 1; default <see langword="null"/>: never for the notebook, 15 otherwise.</value>
    [Range(1, int.MaxValue)]
    public int? Patience { get; set; }

    /// <summary>Callbacks besides the usual ones (early stopping that keeps the best weights, history.csv, a model an epoch): <see cref="ReduceLROnPlateau"/>, for instance.</summary>
    /// <value>Default none. Their state is part of the checkpoint; a run is resumed with the same ones.</value>
    [Required]
    public IReadOnlyList<TrainingCallback> Callbacks { get; set; } = [];

    /// <summary>Go on from the checkpoint in the output folder, if there is one.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Resume { get; set; }

    /// <summary>Threads that compute; 1 makes a run repeatable to the last bit.</summary>
    /// <value>At least 1; default <see langword="null"/>: torch's own choice.</value>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>Memory for decoded pictures that are kept for later epochs.</summary>
    /// <value>0 or more bytes; default 1 GiB.</value>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; set; } = 1L << 30;

    /// <summary>Trains a second time, on a random split, and reports what accuracy that pretends. Doubles the time.</summary>
    /// <value>Default <see langword="false"/>: the report gives an estimate.</value>
    public bool MeasureRandomSplit { get; set; }

    /// <summary>The command line, for the report.</summary>
    /// <value>Default <see langword="null"/>: none.</value>
    public string? Command { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From is not null && NetworkPath is not null)
            yield return new ValidationResult("A model to fine-tune brings its own network: give one of the two.", [nameof(From), nameof(NetworkPath)]);
    }
}
