using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training;

/// <summary>A recipe whose parts fit each other, with its initial model read: what every front door trains by.</summary>
internal sealed class ResolvedRecipe
{
    private readonly byte[]? _initialModel;

    private ResolvedRecipe(TrainingRecipe recipe, byte[]? initialModel, Network network)
    {
        (Recipe, _initialModel, Network) = (recipe, initialModel, network);
        Preprocessing = new CnnTrainer(Start()).Preprocessing;
    }

    public TrainingRecipe Recipe { get; }

    public Network Network { get; }

    public Preprocessing Preprocessing { get; }

    public string ModelName => _initialModel is null ? Network.Name : $"{Recipe.InitialModel}, fine-tuned";

    /// <exception cref="ArgumentException">A value is out of its range, or two parts do not fit.</exception>
    public static ResolvedRecipe Of(TrainingRecipe recipe)
    {
        try
        {
            OptionsValidation.Require(recipe);
        }
        catch (ArgumentException e)
        {
            throw new InvalidRecipeException(e.Message, e);
        }
        if (recipe.Network is null == recipe.InitialModel is null)
            throw new InvalidRecipeException($"The recipe '{recipe.Name}' must have either a {nameof(TrainingRecipe.Network)} or an "
                + $"{nameof(TrainingRecipe.InitialModel)}, which brings its own network.");
        byte[]? model = recipe.InitialModel is { } name ? TrainingRecipe.ReadModel(name) : null;
        Network network = model is null ? Taught(recipe.Network!, recipe.Losses.Keys) : OnnxImporter.ReadNetwork(model);
        RecipeChecks.Require(recipe, network);
        var resolved = new ResolvedRecipe(recipe, model, network);
        RecipeChecks.RequireSize(recipe, network, resolved.Preprocessing);
        return resolved;
    }

    /// <summary>Options for a trainer of this recipe; data, device, callbacks and checkpoints are the caller's.</summary>
    public CnnTrainerOptions TrainerOptions(IEnumerable<bool>? blurred)
    {
        CnnTrainerOptions options = Start();
        options.InitialWeights = Recipe.InitialWeights is { } weights ? TrainingRecipe.ReadModel(weights) : null;
        TrainingSchedule schedule = Recipe.Schedule;
        (options.Name, options.FrozenEpochs) = (ModelName, schedule.FrozenEpochs);
        options.Fit = new FitOptions
        {
            Epochs = schedule.Epochs,
            BatchSize = schedule.BatchSize,
            LearningRate = schedule.LearningRate,
            WeightDecay = schedule.WeightDecay,
            LearningRateFactor = schedule.LearningRateFactor,
            EmaMomentum = schedule.EmaMomentum,
            ClipNorm = schedule.ClipNorm,
            Losses = Recipe.Losses,
            SymmetricWeights = Recipe.SymmetricWeights,
            ClassWeights = blurred is null ? null : ClassWeights([.. blurred]),
            Seed = Recipe.Seed,
        };
        return options;
    }

    /// <summary>Keeps the best epoch's weights, and ends training when the schedule's patience does.</summary>
    public EarlyStopping BestEpoch() => new(LogNames.ValLoss, Recipe.Schedule.Patience ?? int.MaxValue);

    // Outputs that nothing teaches would be noise.
    private static Network Taught(Network network, IEnumerable<string> losses) =>
        NetworkPruning.Keep(new Network(network.Name, network.Input, network.Layers,
        network.Outputs.Where(output => output.Key == Network.ProbabilitiesOutput || losses.Contains(output.Key)).ToDictionary()));

    private CnnTrainerOptions Start() => new() { InitialModel = _initialModel, Network = Network, Preprocessing = Recipe.Preprocessing };

    private double[]? ClassWeights(bool[] blurred)
    {
        if (!Recipe.BalanceClasses) return null;
        double blur = blurred.Count(b => b), focus = blurred.Length - blur;
        if (blur == 0 || focus == 0)
            throw new TrainingDataException(
                $"The training images are all {(blur == 0 ? "in focus" : "blurred")}. Add some of the other kind.");
        return [blurred.Length / (2 * blur), blurred.Length / (2 * focus)];
    }
}
