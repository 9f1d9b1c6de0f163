using System.ComponentModel.DataAnnotations;
using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training;

/// <summary>What <see cref="BlurTrainer.TrainOnSharp"/> trains on, what it trains, and where it puts the result.</summary>
public sealed class SharpTrainingOptions
{
    /// <summary>Folder of sharp images, searched with its sub-folders; one in 16, by content, is held out for validation.</summary>
    [Required]
    public required string SharpFolder { get; set; }

    /// <summary>Where everything is written: model.onnx, model.zip, recipe.json, history.csv, and the checkpoints in cnn_model.</summary>
    [Required]
    public required string OutputFolder { get; set; }

    /// <summary>What is trained, and how. A network of three channels is shown the same grey in each.</summary>
    /// <value>Default <see cref="TrainingRecipe.DefaultOnSharp"/>.</value>
    [Required]
    public TrainingRecipe Recipe { get; set; } = TrainingRecipe.DefaultOnSharp;

    /// <summary>Go on from the checkpoint in the output folder, if there is one.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Resume { get; set; }

    /// <summary>Callbacks besides the usual ones (early stopping that keeps the best weights, history.csv):
    /// <see cref="TensorBoard"/>, for instance.</summary>
    /// <value>Default none. Their state is part of the checkpoint; a run is resumed with the same ones.</value>
    [Required]
    public IReadOnlyList<TrainingCallback> Callbacks { get; set; } = [];

    /// <summary>Where it is trained. The model runs anywhere afterwards.</summary>
    /// <value>Default <see cref="TrainingDevice.Cpu"/>.</value>
    [EnumDataType(typeof(TrainingDevice))]
    public TrainingDevice Device { get; set; }

    /// <summary>Threads that compute; 1 makes a run repeatable to the last bit.</summary>
    /// <value>At least 1; default <see langword="null"/>: torch's own choice.</value>
    [Range(1, 1024)]
    public int? Threads { get; set; }
}
