using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Losses;

namespace BlurDetection.Training;

/// <summary>What is trained and how: network, preprocessing, augmentation, class balance, schedule and seed, in one record.</summary>
/// <remarks>
/// <see cref="BlurTrainer"/>, the ML.NET trainer and the console train by the same recipe, so they do the same thing.
/// Change a preset with <c>with</c>; write it with <see cref="ToJson"/>.
/// </remarks>
public sealed partial record TrainingRecipe
{
    /// <summary>The value of <see cref="InitialModel"/> that stands for the embedded model.</summary>
    public const string EmbeddedModel = "default";

    /// <summary>The name of the recipe; <see cref="Find"/> finds a preset by it.</summary>
    [Required]
    public required string Name { get; init; }

    /// <summary>The network to train from fresh weights. Its outputs "probabilities" and those of <see cref="Losses"/>
    /// are trained; others are left out.</summary>
    /// <value>Default <see langword="null"/>: that of <see cref="InitialModel"/>.</value>
    public Network? Network { get; init; }

    /// <summary>The model to fine-tune: "default" for the embedded one, or the path of an .onnx or .zip of this library.</summary>
    /// <value>Default <see langword="null"/>: <see cref="Network"/> is trained from fresh weights.</value>
    public string? InitialModel { get; init; }

    /// <summary>Where <see cref="Network"/> begins: the path of an .onnx or .zip of this library whose layers have the same names. Layers
    /// that it lacks begin fresh.</summary>
    /// <value>Default <see langword="null"/>: all begin fresh.</value>
    public string? InitialWeights { get; init; }

    /// <summary>How an image becomes the network's input.</summary>
    /// <value>Default <see langword="null"/>: the initial model's, or else what fits the network.</value>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>What chance does to training images. Must keep the size where the network takes a fixed one.</summary>
    /// <value>Default <see langword="null"/>: nothing.</value>
    public IImageAugmentation? Augmentation { get; init; }

    /// <summary>What chance does to validation images.</summary>
    /// <value>Default <see langword="null"/>: nothing.</value>
    public IImageAugmentation? ValidationAugmentation { get; init; }

    /// <summary>Losses of outputs besides "probabilities", by name ("map", "kind", "strength", "evidence"); synthesized images have the
    /// ground truth for them.</summary>
    /// <value>Default none: other outputs are left out, or held where they were when a model is fine-tuned.</value>
    [Required]
    public IReadOnlyDictionary<string, OutputLoss> Losses { get; init; } = new Dictionary<string, OutputLoss>();

    /// <summary>What is synthesized where there are sharp images.</summary>
    [Required, NestedOptions]
    public SynthesisSource Synthesis { get; init; } = new();

    /// <summary>Keeps the weights symmetric, so that a mirrored or turned image gives the same answer. Only for fresh weights.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool SymmetricWeights { get; init; }

    /// <summary>Whether the rarer label weighs more in the loss, so that both weigh the same: n / (2 n_class), as
    /// scikit-learn's "balanced".</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool BalanceClasses { get; init; } = true;

    /// <summary>Epochs, batch size, learning rate, early stopping.</summary>
    [Required, NestedOptions]
    public TrainingSchedule Schedule { get; init; } = new();

    /// <summary>All chance comes from it: first weights, order, augmentation, dropout, and the hold-out of the ML.NET trainer.</summary>
    /// <value>Default 42.</value>
    public int Seed { get; init; } = 42;

    /// <summary>Checks ranges, and that the parts fit each other; reads <see cref="InitialModel"/> if there is one.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or two parts do not fit; the message says
    /// what to change.</exception>
    /// <exception cref="InvalidModelException">The initial model cannot be read.</exception>
    /// <exception cref="FileNotFoundException">There is no such initial model.</exception>
    public void Validate() => ResolvedRecipe.Of(this);
}
