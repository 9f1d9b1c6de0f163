using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training;

public sealed partial record TrainingRecipe
{
    // Small fixed images fill a step of 32; images of up to 960 pixels need four times the memory that such a step would take.
    private const int FixedSizeBatch = 32, AnySizeBatch = 8;

    /// <summary>The original notebook: its network on 128x128 RGB, its augmentation (which keeps the size), 100 epochs in steps of 32.</summary>
    public static TrainingRecipe Notebook { get; } = new()
    {
        Name = "notebook",
        Network = Networks.Presets.Notebook(),
        Preprocessing = Preprocessing.Notebook,
        Augmentation = AugmentationPipeline.Notebook,
        ValidationAugmentation = AugmentationPipeline.NotebookValidation,
        Schedule = new TrainingSchedule { Epochs = 100, BatchSize = FixedSizeBatch, Patience = null },
    };

    /// <summary>The layers of the embedded model from fresh weights, on luma of any size, with augmentation that changes no sharpness.</summary>
    public static TrainingRecipe Default { get; } = For(DefaultNetwork.Create()) with { Name = "default" };

    /// <summary>All presets: <see cref="Notebook"/> and <see cref="Default"/>.</summary>
    public static IReadOnlyList<TrainingRecipe> Presets { get; } = [Notebook, Default];

    /// <summary>The preset of a name.</summary>
    /// <param name="name">Upper or lower case.</param>
    /// <exception cref="InvalidRecipeException">There is no such preset; the message lists those that exist.</exception>
    public static TrainingRecipe Find(string name) =>
        Presets.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidRecipeException($"There is no preset '{name}'; there are {string.Join(", ", Presets.Select(preset => preset.Name))}.");

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
