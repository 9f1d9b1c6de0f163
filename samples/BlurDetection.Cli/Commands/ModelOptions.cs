using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Dicom;
using BlurDetection.Magick;
using BlurDetection.Models;
using BlurDetection.Vips;

namespace BlurDetection.Cli.Commands;

/// <summary>The options that choose a model and where "blurred" begins; the same for every command that classifies.</summary>
internal sealed class ModelOptions
{
    public Option<string?> Model { get; } = new("--model", "-m")
    {
        Description = "An .onnx or ML.NET .zip to classify with. Default: the model inside the library.",
        HelpName = "FILE",
    };

    public Option<BlurSensitivity?> Sensitivity { get; } = new Option<BlurSensitivity?>("--sensitivity", "-s")
    {
        Description = "How readily an image is called blurred: low, medium or high.",
        HelpName = "LEVEL",
    }.OneOfNames();

    public Option<double?> Threshold { get; } = new Option<double?>("--threshold", "-t")
    {
        Description = "The least probability at which an image is blurred, 0 to 1. Default: the model's own.",
        HelpName = "P",
    }.InRange(0, 1);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Model);
        command.Options.Add(Sensitivity);
        command.Options.Add(Threshold);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Threshold) is not null && result.GetResult(Sensitivity) is not null)
                result.AddError("Give --threshold or --sensitivity, not both.");
        });
    }

    /// <summary>Loads the chosen model.</summary>
    /// <exception cref="InvalidModelException">It is not a model, or lacks the sensitivity.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public BlurClassifier Load(
        ParseResult parsed, bool map, Action<BlurClassifierOptions>? configure = null, OnnxModelOptions? foreign = null,
        bool onlyUltrasoundRegions = false)
    {
        var options = new BlurClassifierOptions
        {
            Sensitivity = parsed.GetValue(Sensitivity),
            Threshold = parsed.GetValue(Threshold),
            Map = map,
        };
        options.AddVips().AddDicom(onlyUltrasoundRegions).AddMagick();
        configure?.Invoke(options);
        if (parsed.GetValue(Model) is not { } path) return BlurClassifier.CreateDefault(options);
        return foreign is null ? BlurClassifier.Load(path, options) : BlurClassifier.Load(path, foreign, options);
    }
}
