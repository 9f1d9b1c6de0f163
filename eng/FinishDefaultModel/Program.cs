using System.CommandLine;
using System.Globalization;
using BlurDetection.Evaluation.Models;
using BlurDetection.FinishDefaultModel;
using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Training;
using BlurDetection.Training.Data;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Microsoft.Extensions.Logging;

// Of 860 sharp photographs none was taken for a double image: docs/model-history.md.
const double doubleImage = 0.99;

var data = new Option<DirectoryInfo>("--data") { Description = "Folder that holds sharp/ and focus-series/.", Required = true };
var model = new Option<FileInfo>("--model")
{
    Description = "The trained model (.onnx) in 32-bit floats, or with --measure any model of the same outputs.",
    Required = true,
};
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Folder for the model to embed (default.onnx) and its figures (hold-out.csv).",
    Required = true,
};
var name = new Option<string>("--name") { Description = "The model's name.", Required = true };
var images = new Option<int>("--hold-out")
{
    Description = "Hold-out images to synthesise for calibration.",
    DefaultValueFactory = _ => 1500,
};
var measure = new Option<bool>("--measure") { Description = "Calibrate the model as it is and write its figures alone." };
var averageWith = new Option<FileInfo>("--average-with")
{
    Description = "The model of 32-bit floats (.onnx) whose weights training began with: the weights are averaged with those (Wortsman " +
        "et al., 2022).",
};
var share = new Option<double>("--share")
{
    Description = "Share of the trained weights in that average, 0 to 1.",
    DefaultValueFactory = _ => 0.7,
};
model.AcceptExistingOnly();
averageWith.AcceptExistingOnly();
var command = new RootCommand("Quantises a trained default model to int8, calibrates it on hold-out images, and writes the file to embed.")
{
    data, model, output, name, images, measure, averageWith, share,
};
command.SetAction((arguments, cancellationToken) =>
{
    using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true));
    var logger = logging.CreateLogger("finish");
    string dataFolder = arguments.GetRequiredValue(data).FullName, outputFolder = arguments.GetRequiredValue(output).FullName;
    var library = SharpLibrary.Load(Path.Combine(dataFolder, "sharp"), cancellationToken);
    logger.LogInformation("{Count} sharp images to quantise with, {HoldOut} hold-out images", library.Count, library.HeldOut.Count);
    using var trained = OnnxImporter.Load(File.ReadAllBytes(arguments.GetRequiredValue(model).FullName));
    if (arguments.GetValue(averageWith) is { } start)
        trained.SetWeights(
            Average(trained.GetWeights(), OnnxImporter.ReadWeights(File.ReadAllBytes(start.FullName)), arguments.GetValue(share)));
    Directory.CreateDirectory(outputFolder);
    using var module = arguments.GetValue(measure) ? OnnxImporter.Load(File.ReadAllBytes(arguments.GetRequiredValue(model).FullName))
        : Int8Quantization.Run(trained, library);
    string series = Path.Combine(dataFolder, "focus-series");
    var calibration =
        HoldOutCalibration.Run(module, library, Directory.Exists(series) ? series : null, HoldOutSynthesis(), arguments.GetValue(images));
    File.WriteAllLines(Path.Combine(outputFolder, "hold-out.csv"), Rows(calibration));
    if (arguments.GetValue(measure)) return Task.FromResult(0);
    byte[] onnx = OnnxExporter.Export(Brightened(module.Network), module.GetWeights(), new ModelDescription
    {
        Name = arguments.GetRequiredValue(name),
        Preprocessing = Preprocessing.Default,
        Threshold = calibration.Threshold,
        Sensitivities = calibration.Sensitivities,
        EvidenceThreshold = calibration.EvidenceThreshold,
        DoubleImageProbability = doubleImage,
        DataHash = library.DataHash,
        Metrics = calibration.Figures.ToDictionary(figure => figure.Key, figure => Math.Round(figure.Value, 4)),
    });
    ModelFiles.Write(Path.Combine(outputFolder, "default.onnx"), onnx);
    logger.LogInformation("threshold {Threshold}, {Size:N0} bytes", calibration.Threshold, onnx.Length);
    return Task.FromResult(0);
});
return await command.Parse(args).InvokeAsync();

// Trained and calibrated without: of images that are bright enough it changes nothing (docs/model-history.md).
static Network Brightened(Network network)
{
    var brightening = new Brightening { Name = "brightening" };
    Layer Moved(Layer layer) => layer.Inputs is ["input"] ? layer with { Inputs = [brightening.Name] } : layer;
    return new Network(network.Name, network.Input, [brightening, .. network.Layers.Select(Moved)], network.Outputs);
}

// Long exposures are measured apart, and weather, glare and round fields are rare enough to leave out.
static SynthesisOptions HoldOutSynthesis() => new()
{
    Mixture = SynthesisOptions.DefaultMixture.Where(entry => entry.Key != SynthesisRecipe.LongExposure).ToDictionary(),
    WeatherChance = 0,
    GlareChance = 0,
    FieldStopChance = 0,
};

// Layers that the start does not have keep their weights.
static Dictionary<string, NetworkWeight> Average(
    IReadOnlyDictionary<string, NetworkWeight> trained, IReadOnlyDictionary<string, NetworkWeight> start, double share) =>
    trained.ToDictionary(weight => weight.Key, weight => start.TryGetValue(weight.Key, out var first)
        ? weight.Value with { Values = [.. weight.Value.Values.Zip(first.Values, (a, b) => (float)(share * a + (1 - share) * b))] }
        : weight.Value);

static IEnumerable<string> Rows(HoldOutCalibration calibration) =>
[
    "figure,value",
    .. calibration.Figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key},{figure.Value:F4}")),
    .. calibration.Sensitivities.SelectMany(level => new[]
    {
        string.Create(CultureInfo.InvariantCulture, $"threshold_{level.Key.ToString().ToLowerInvariant()},{level.Value.Threshold}"),
        string.Create(CultureInfo.InvariantCulture,
            $"false_alarm_rate_{level.Key.ToString().ToLowerInvariant()},{level.Value.FalseAlarmRate}"),
    }),
    string.Create(CultureInfo.InvariantCulture, $"evidence_threshold,{calibration.EvidenceThreshold}"),
];
