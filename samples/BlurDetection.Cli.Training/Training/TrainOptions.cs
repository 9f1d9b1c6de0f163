using System.CommandLine;
using System.CommandLine.Parsing;
using BlurDetection.Cli.Parsing;
using BlurDetection.Evaluation.Data;
using BlurDetection.Training;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;

namespace BlurDetection.Cli.Training;

/// <summary>The options of <c>blur train</c>.</summary>
internal sealed class TrainOptions
{
    /// <summary>What a run leaves in its folder.</summary>
    private static readonly string[] RunFiles =
        ["model.onnx", "model.zip", "recipe.json", "history.csv", "report.html", "report.json", BlurTrainer.CheckpointFolder];

    private static readonly TrainingRecipe Fallback = TrainingRecipe.Notebook;

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "Where model, checkpoints and report are written.",
        HelpName = "DIR",
        Required = true,
    };
    private readonly Option<string?> _preset = new("--preset")
    {
        Description = $"The recipe: {string.Join(" or ", TrainingRecipe.Presets.Select(preset => preset.Name))}. Default: {Fallback.Name}.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _recipe = new("--recipe")
    {
        Description = "Train by a recipe in JSON; every run writes its own as recipe.json.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Fine-tune this model: default (the embedded one), or an .onnx or .zip.",
        HelpName = "MODEL",
    };
    private readonly Option<string?> _layers = new("--layers")
    {
        Description = "Train this network: a layer list in JSON.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _sharp = new("--sharp")
    {
        Description = "Sharp images to degrade at random and train on too; without --images, on them alone.",
        HelpName = "DIR",
    };
    private readonly Option<double> _share = new Option<double>("--synthesized")
    {
        Description = "Synthesised images for each labelled one, with --sharp.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.InRange(0, 1000);
    private readonly Option<int?> _epochs = new Option<int?>("--epochs")
    {
        Description = "Passes over the images. Default: the recipe's (100 for the notebook, 20 with --from, 60 otherwise).",
        HelpName = "N",
    }.InRange(1, int.MaxValue);
    private readonly Option<int?> _batch = new Option<int?>("--batch")
    {
        Description = "Images in a step. Default: the recipe's (32 for small fixed images, 8 for large ones).",
        HelpName = "N",
    }.InRange(1, int.MaxValue);
    private readonly Option<double?> _rate = new Option<double?>("--learning-rate")
    {
        Description = "Adam's. Default: the recipe's (0.001).",
        HelpName = "R",
    }.InRange(0, 10, OpenEnds.Minimum);
    private readonly Option<int?> _seed = new Option<int?>("--seed")
    {
        Description = "All chance comes from it. Default: the recipe's (42).",
        HelpName = "N",
    }.InRange(int.MinValue, int.MaxValue);
    private readonly Option<double> _validation = new Option<double>("--validation")
    {
        Description = "Share of each label for validation.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.1,
    }.InRange(0, 1, OpenEnds.Both);
    private readonly Option<SplitMethod> _split = new Option<SplitMethod>("--split")
    {
        Description = "grouped (honest) or random (to see what that claims). Default: grouped.",
        HelpName = "HOW",
    }.OneOfNames();
    private readonly Option<int?> _folds = new Option<int?>("--folds")
    {
        Description =
            "Cross-validate by group: N more trainings, 0 for none. Default: 5 where a label has fewer than 30 different images.",
        HelpName = "N",
    }.InRange(0, int.MaxValue);
    private readonly Option<bool> _measure = new("--measure-random-split")
    {
        Description = "Train a second time on a random split, and report what it claims.",
    };
    private readonly Option<bool> _noAugment = new("--no-augment") { Description = "Show the images as they are." };
    private readonly Option<bool> _noBalance = new("--no-balance") { Description = "Let the commoner label count more." };
    private readonly Option<int?> _patience = new Option<int?>("--patience")
    {
        Description =
            "Epochs without a better validation loss before it ends. Default: the recipe's (never for the notebook, 15 otherwise).",
        HelpName = "N",
    }.InRange(1, int.MaxValue);
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the last checkpoint in --out." };
    private readonly Option<int?> _threads = new Option<int?>("--threads")
    {
        Description = "Threads that compute; with 1 a run repeats to the last bit.",
        HelpName = "N",
    }.InRange(1, 1024);

    private readonly Option<TrainingDevice> _device = new Option<TrainingDevice>("--device")
    {
        Description = "Where it is trained: cpu, or cuda with a CUDA build of libtorch. Default: cpu.",
        HelpName = "DEVICE",
    }.OneOfNames();
    private readonly Option<bool> _tensorBoard = new("--tensorboard")
    {
        Description = "Write the figures of each epoch into logs in --out, for tensorboard --logdir.",
    };
    private readonly Option<bool> _force = new("--force") { Description = "Replace the run that is in --out." };

    public TrainOptions AddTo(Command command)
    {
        foreach (Option option in new Option[] { _out, _preset, _recipe, _from, _layers, _sharp, _share, _epochs, _batch, _rate, _seed,
            _validation, _split, _folds, _measure, _noAugment, _noBalance, _patience, _resume, _force, _device, _threads, _tensorBoard })
            command.Options.Add(option);
        _folds.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "1" }]) result.AddError("--folds is 0 or at least 2.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(_out) is { } folder && result.GetResult(_force) is null && result.GetResult(_resume) is null)
                FileEndings.CheckFreeOf(result, "--out", folder, RunFiles, ", or --resume to go on with it");
            if (new Option[] { _preset, _recipe, _from, _layers }.Count(option => result.GetResult(option) is not null) > 1)
                result.AddError("Give one of --preset, --recipe, --layers and --from: each brings its own network.");
        });
        return this;
    }

    private IReadOnlyList<TrainingCallback> Callbacks(ParseResult parsed) =>
        parsed.GetValue(_tensorBoard) ? [new TensorBoard(Path.Combine(OutputFolder(parsed), "logs"))] : [];

    public string OutputFolder(ParseResult parsed) => parsed.GetRequiredValue(_out);

    public bool Resumes(ParseResult parsed) => parsed.GetValue(_resume);

    public bool HasSharp(CommandResult result) => result.GetResult(_sharp) is not null;

    /// <summary>Options for training on sharp images alone.</summary>
    public SharpTrainingOptions ReadSharp(ParseResult parsed) => new()
    {
        SharpFolder = parsed.GetRequiredValue(_sharp)!,
        OutputFolder = parsed.GetRequiredValue(_out),
        Recipe = Recipe(parsed, TrainingRecipe.DefaultOnSharp),
        Callbacks = Callbacks(parsed),
        Device = parsed.GetValue(_device),
        Resume = parsed.GetValue(_resume),
        Threads = parsed.GetValue(_threads),
    };

    public BlurTrainingOptions Read(ParseResult parsed, string images, string labels, LabelFileOptions reading) =>
        Read(parsed, images, labels, reading, Recipe(parsed, Fallback));

    private BlurTrainingOptions Read(ParseResult parsed, string images, string labels, LabelFileOptions reading, TrainingRecipe recipe) =>
        new()
    {
        ImagesFolder = images,
        LabelsPath = labels,
        OutputFolder = parsed.GetRequiredValue(_out),
        Recipe = recipe,
        SharpFolder = parsed.GetValue(_sharp),
        SynthesizedShare = parsed.GetValue(_share),
        Split = new SplitOptions
        {
            ValidationFraction = parsed.GetValue(_validation),
            Seed = recipe.Seed,
            ByGroup = parsed.GetValue(_split) == SplitMethod.Grouped,
        },
        Dataset = new ImageDatasetOptions { Labels = reading },
        Folds = parsed.GetValue(_folds),
        MeasureRandomSplit = parsed.GetValue(_measure),
        Callbacks = Callbacks(parsed),
        Device = parsed.GetValue(_device),
        Resume = parsed.GetValue(_resume),
        Threads = parsed.GetValue(_threads),
    };

    private TrainingRecipe Recipe(ParseResult parsed, TrainingRecipe fallback)
    {
        TrainingRecipe recipe = parsed.GetValue(_from) is { } model ? TrainingRecipe.FineTuning(model)
            : parsed.GetValue(_recipe) is { } file ? TrainingRecipe.ReadFile(file)
            : parsed.GetValue(_layers) is { } layers ? TrainingRecipe.For(NetworkJson.ReadFile(layers))
            : parsed.GetValue(_preset) is { } name ? TrainingRecipe.Find(name)
            : fallback;
        TrainingSchedule schedule = recipe.Schedule;
        bool augment = !parsed.GetValue(_noAugment);
        return recipe with
        {
            Augmentation = augment ? recipe.Augmentation : null,
            ValidationAugmentation = augment ? recipe.ValidationAugmentation : null,
            BalanceClasses = recipe.BalanceClasses && !parsed.GetValue(_noBalance),
            Seed = parsed.GetValue(_seed) ?? recipe.Seed,
            Schedule = schedule with
            {
                Epochs = parsed.GetValue(_epochs) ?? schedule.Epochs,
                BatchSize = parsed.GetValue(_batch) ?? schedule.BatchSize,
                LearningRate = parsed.GetValue(_rate) ?? schedule.LearningRate,
                Patience = parsed.GetValue(_patience) ?? schedule.Patience,
            },
        };
    }
}
