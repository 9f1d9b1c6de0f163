using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Losses;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training;

public sealed partial record TrainingRecipe
{
    // Small fixed images fill a step of 32; images of up to 960 pixels need four times the memory that such a step would take.
    private const int FixedSizeBatch = 32, AnySizeBatch = 8;

    /// <summary>The original notebook: its network on 128x128 RGB, its augmentation (which keeps the size), 100 epochs in
    /// steps of 32.</summary>
    public static TrainingRecipe Notebook { get; } = new()
    {
        Name = "notebook",
        Network = Networks.Presets.Notebook(),
        Preprocessing = Preprocessing.Notebook,
        Augmentation = AugmentationPipeline.Notebook,
        ValidationAugmentation = AugmentationPipeline.NotebookValidation,
        Schedule = new TrainingSchedule { Epochs = 100, BatchSize = FixedSizeBatch, Patience = null },
    };

    /// <summary>The layers of the embedded model from fresh weights, on luma of any size, with augmentation that changes
    /// no sharpness.</summary>
    public static TrainingRecipe Default { get; } = For(DefaultNetwork.Create()) with { Name = "default" };

    /// <summary>The layers of the embedded model with all their outputs, from sharp images alone: see
    /// <see cref="BlurTrainer.TrainOnSharp"/>. Takes hours.</summary>
    /// <remarks>Symmetric weights; the map, the widths along four directions, strength, kind and evidence are taught
    /// beside the verdict.</remarks>
    public static TrainingRecipe DefaultOnSharp { get; } = new()
    {
        Name = "default-on-sharp",
        Network = DefaultNetwork.Create(),
        SymmetricWeights = true,
        Losses = new Dictionary<string, OutputLoss>
        {
            [DefaultNetwork.Map] = new BinaryCrossEntropyLoss { ChannelWeights = [1, 0.25] },
            [DefaultNetwork.Directions] = new HuberLoss { Weight = 0.6, ChannelWeights = [0.25, 0.25, 0.25, 0.25] },
            ["strength"] = new HuberLoss { Weight = 0.25 },
            ["kind"] = new CategoricalCrossEntropyLoss { Weight = 0.15 },
            ["evidence"] = new BinaryCrossEntropyLoss { Weight = 0.2 },
        },
        Synthesis = new SynthesisSource
        {
            Options = new SynthesisOptions { GreatestWidth = 80, GreatestMotionWidth = 60, PannedShare = 0.25 },
            Sizes = [new(320, 320, 0.5), new(448, 336, 0.2), new(336, 448, 0.1), new(640, 480, 0.18), new(960, 720, 0.02)],
            RenderedShare = 0.45,
        },
        Schedule = new TrainingSchedule
        {
            Epochs = 300,
            BatchSize = 16,
            LearningRate = 0.002,
            WeightDecay = 5e-4,
            WarmupSteps = 200,
            Decay = LearningRateDecay.Linear,
            Restarts = [150, 240],
            RestartMultiplier = 0.5,
            EmaMomentum = 0.999,
            ClipNorm = 2,
            Patience = null,
        },
    };

    /// <summary>All presets: <see cref="Notebook"/>, <see cref="Default"/> and <see cref="DefaultOnSharp"/>.</summary>
    public static IReadOnlyList<TrainingRecipe> Presets { get; } = [Notebook, Default, DefaultOnSharp];

    /// <summary>The preset of a name.</summary>
    /// <param name="name">Upper or lower case.</param>
    /// <exception cref="ArgumentException">There is no such preset; the message lists those that exist.</exception>
    public static TrainingRecipe Find(string name) =>
        Presets.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidRecipeException(
            $"There is no preset '{name}'; there are {string.Join(", ", Presets.Select(preset => preset.Name))}.");

    /// <summary>A recipe for any network: augmentation that changes no sharpness and fits its input, 60 epochs at most.</summary>
    /// <param name="network">Trained from fresh weights.</param>
    public static TrainingRecipe For(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Fit(network.Input, new TrainingRecipe { Name = network.Name, Network = network });
    }

    /// <summary>A recipe that fine-tunes a model in 20 epochs: the normal way for a few hundred images.</summary>
    /// <param name="initialModel">"default" for the embedded model, or the path of an .onnx or .zip of this library.</param>
    /// <exception cref="InvalidModelException">The model cannot be read or has no layer list.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static TrainingRecipe FineTuning(string initialModel = EmbeddedModel)
    {
        ArgumentException.ThrowIfNullOrEmpty(initialModel);
        NetworkInput input = OnnxImporter.ReadNetwork(ReadModel(initialModel)).Input;
        var recipe = new TrainingRecipe { Name = $"{initialModel}, fine-tuned", InitialModel = initialModel };
        return Fit(input, recipe with { Schedule = recipe.Schedule with { Epochs = 20 } });
    }

    internal static byte[] ReadModel(string name) => ModelFiles.Read(name == EmbeddedModel ? null : name);

    private static TrainingRecipe Fit(NetworkInput input, TrainingRecipe recipe)
    {
        bool anySize = input is { Height: null, Width: null };
        return recipe with
        {
            Augmentation = anySize ? AugmentationPipeline.BlurSafe : AugmentationPipeline.BlurSafeFixedSize,
            Schedule = recipe.Schedule with { BatchSize = anySize ? AnySizeBatch : FixedSizeBatch },
        };
    }
}
