using BlurDetection.Imaging;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Fitting;

/// <summary>What a <see cref="CnnTrainer"/> trains, and how.</summary>
internal sealed class CnnTrainerOptions
{
    /// <summary>The network to train from fresh weights. Ignored where <see cref="InitialModel"/> is given.</summary>
    /// <value>Default: the network of <see cref="TrainingRecipe.Notebook"/>.</value>
    public Network Network { get; set; } = Presets.Notebook();

    /// <summary>A model to fine-tune: the bytes of an ONNX file of this library, such as the embedded one.</summary>
    /// <value>Default <see langword="null"/>: train from fresh weights.</value>
    public byte[]? InitialModel { get; set; }

    /// <summary>Where fresh training begins: the bytes of an ONNX file of this library. Layers of the same name take its
    /// weights, others begin fresh.</summary>
    /// <value>Default <see langword="null"/>: all begin fresh.</value>
    public byte[]? InitialWeights { get; set; }

    /// <summary>For fine-tuning: epochs in which only the layers after the pooling learn, before all do at a tenth of the rate.</summary>
    /// <value>0 or more. Default 5.</value>
    public int FrozenEpochs { get; set; } = 5;

    /// <summary>For fine-tuning: how strongly the outputs without labels (map, kind, strength, evidence) are held where
    /// they were.</summary>
    /// <value>0 (let them drift) or more. Default 10: a difference of 0.2 then weighs like a cross-entropy of 0.4.</value>
    public double HoldOtherOutputs { get; set; } = 10;

    /// <summary>How images become the network's input; must be what the training data gives.</summary>
    /// <value>Default <see langword="null"/>: the initial model's, or else the notebook's for RGB at 128x128, or else resized luma.</value>
    public Preprocessing? Preprocessing { get; set; }

    /// <summary>The model's name in its metadata.</summary>
    /// <value>Default: the network's name.</value>
    public string? Name { get; set; }

    /// <summary>SHA-256 over the training data, for the metadata.</summary>
    /// <value>Default unknown.</value>
    public string? DataHash { get; set; }

    /// <summary>Epochs, batches, learning rate, seed, checkpoints.</summary>
    public FitOptions Fit { get; set; } = new();

    /// <summary>Where it is trained. The model runs anywhere afterwards.</summary>
    /// <value>Default <see cref="TrainingDevice.Cpu"/>.</value>
    public TrainingDevice Device { get; set; }

    /// <summary>Write each epoch's model as ONNX into <see cref="FitOptions.CheckpointFolder"/>, and mark the best.</summary>
    /// <value>Default true; without effect where there is no folder.</value>
    public bool KeepEpochModels { get; set; } = true;

    /// <summary>Callbacks besides those.</summary>
    /// <value>Default none. They come before the writing of the models.</value>
    public IReadOnlyList<TrainingCallback> Callbacks { get; set; } = [];
}
