using System.CommandLine;
using BlurDetection.Training;
using BlurDetection.Training.Data;

namespace BlurDetection.Cli.Training;

/// <summary>The options of <c>blur train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string> _out = new("--out", "-o") { Description = "Where model, checkpoints and report are written.", HelpName = "DIR", Required = true };
    private readonly Option<string> _preset = new("--preset") { Description = "The network: notebook or default. Default: notebook.", HelpName = "NAME", DefaultValueFactory = _ => "notebook" };
    private readonly Option<string?> _from = new("--from") { Description = "Fine-tune this model: default (the embedded one), or an .onnx or .zip.", HelpName = "MODEL" };
    private readonly Option<string?> _layers = new("--layers") { Description = "Train this network: a layer list in JSON.", HelpName = "FILE" };
    private readonly Option<string?> _sharp = new("--sharp") { Description = "Sharp pictures to degrade at random and train on too.", HelpName = "DIR" };
    private readonly Option<double> _share = new("--synthesized") { Description = "Synthesised pictures for each labelled one, with --sharp. Default: 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Passes over the pictures. Default: 100 for the notebook, 20 with --from, 60 otherwise.", HelpName = "N" };
    private readonly Option<int?> _batch = new("--batch") { Description = "Pictures in a step. Default: 32 for small fixed pictures, 8 for large ones.", HelpName = "N" };
    private readonly Option<double> _rate = new("--learning-rate") { Description = "Adam's. Default: 0.001.", HelpName = "R", DefaultValueFactory = _ => 1e-3 };
    private readonly Option<int> _seed = new("--seed") { Description = "All chance comes from it. Default: 42.", HelpName = "N", DefaultValueFactory = _ => 42 };
    private readonly Option<double> _validation = new("--validation") { Description = "Share of each label for validation. Default: 0.1.", HelpName = "SHARE", DefaultValueFactory = _ => 0.1 };
    private readonly Option<SplitMethod> _split = new("--split") { Description = "grouped (honest) or random (to see what that pretends).", HelpName = "HOW", DefaultValueFactory = _ => SplitMethod.Grouped };
    private readonly Option<bool> _measure = new("--measure-random-split") { Description = "Train a second time on a random split, and report what it pretends." };
    private readonly Option<bool> _noAugment = new("--no-augment") { Description = "Show the pictures as they are." };
    private readonly Option<bool> _noBalance = new("--no-balance") { Description = "Let the commoner label count more." };
    private readonly Option<int?> _patience = new("--patience") { Description = "Epochs without a better validation loss before it ends. Default: never for the notebook, 15 otherwise.", HelpName = "N" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the last checkpoint in --out." };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads that compute; with 1 a run repeats to the last bit.", HelpName = "N" };

    public TrainOptions AddTo(Command command)
    {
        foreach (Option option in new Option[] { _out, _preset, _from, _layers, _sharp, _share, _epochs, _batch, _rate, _seed, _validation, _split, _measure, _noAugment, _noBalance, _patience, _resume, _threads })
            command.Options.Add(option);
        foreach (Option<int?> option in new[] { _epochs, _batch, _patience, _threads })
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count == 1 && result.GetValueOrDefault<int?>() < 1) result.AddError($"{option.Name} is at least 1.");
            });
        _validation.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double>() is not (> 0 and < 1)) result.AddError("--validation lies between 0 and 1.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(_from) is not null && (result.GetResult(_layers) ?? (object?)(result.GetResult(_preset) is { Implicit: false } given ? given : null)) is not null)
                result.AddError("A model to fine-tune brings its own network: give --from alone, or --preset, or --layers.");
        });
        return this;
    }

    public BlurTrainingOptions Read(ParseResult parsed, string images, string labels, LabelFileOptions reading) => new()
    {
        ImagesFolder = images,
        LabelsPath = labels,
        OutputFolder = parsed.GetRequiredValue(_out),
        Preset = parsed.GetValue(_preset)!,
        From = parsed.GetValue(_from),
        NetworkPath = parsed.GetValue(_layers),
        SharpFolder = parsed.GetValue(_sharp),
        SynthesizedShare = parsed.GetValue(_share),
        Epochs = parsed.GetValue(_epochs),
        BatchSize = parsed.GetValue(_batch),
        LearningRate = parsed.GetValue(_rate),
        Seed = parsed.GetValue(_seed),
        Split = new SplitOptions { ValidationFraction = parsed.GetValue(_validation), Seed = parsed.GetValue(_seed), Method = parsed.GetValue(_split) },
        Dataset = new PictureDatasetOptions { Labels = reading },
        MeasureRandomSplit = parsed.GetValue(_measure),
        Augment = !parsed.GetValue(_noAugment),
        BalanceClasses = !parsed.GetValue(_noBalance),
        Patience = parsed.GetValue(_patience),
        Resume = parsed.GetValue(_resume),
        Threads = parsed.GetValue(_threads),
    };
}
