using System.CommandLine;
using System.Globalization;
using BlurDetection.Imaging;
using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
using Microsoft.Extensions.Logging;

var data = new Option<DirectoryInfo>("--data") { Description = "Folder that holds sharp/ and focus-series/.", Required = true };
var marked = new Option<FileInfo>("--marked") { Description = "What someone saw to be soft in the sharp photographs.", DefaultValueFactory = _ => new FileInfo(Path.Combine(AppContext.BaseDirectory, "soft-places.csv")) };
var markedHeldBack = new Option<FileInfo>("--marked-held-back") { Description = "The same of photographs that are measured on and not trained on so.", DefaultValueFactory = _ => new FileInfo(Path.Combine(AppContext.BaseDirectory, "soft-places-held-back.csv")) };
var output = new Option<DirectoryInfo>("--out") { Description = "Folder for checkpoints, the model to embed (default.onnx), the same of 32-bit floats (default-float.onnx) and its figures (held-back.csv).", Required = true };
var name = new Option<string>("--name") { Description = "The model's name.", DefaultValueFactory = _ => "default-2026.10" };
var steps = new Option<int>("--steps") { Description = "Steps of Adam in all.", DefaultValueFactory = _ => new DefaultModelOptions().Steps };
var workers = new Option<int>("--workers") { Description = "Threads that make pictures.", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads of the training step.", DefaultValueFactory = _ => 1 };
var heldBack = new Option<int>("--held-back") { Description = "Held-back pictures to synthesise for calibration.", DefaultValueFactory = _ => 1500 };
var exportOnly = new Option<bool>("--export-only") { Description = "Do not train: quantise, calibrate and export the newest checkpoint." };
var measure = new Option<FileInfo>("--measure") { Description = "Do not train: calibrate this model (.onnx) on the held-back pictures and write their figures (held-back.csv) alone." };
var from = new Option<FileInfo>("--from") { Description = "Where there is no checkpoint yet, begin with the weights of this default model of 32-bit floats (.onnx) and the stage after its own." };
var quantize = new Option<FileInfo>("--quantize") { Description = "Do not train: quantise, calibrate and export this default model of 32-bit floats (.onnx)." };
measure.AcceptExistingOnly();
quantize.AcceptExistingOnly();
from.AcceptExistingOnly();
var command = new RootCommand("Trains the model that BlurDetection embeds. Stops at Ctrl+C, and goes on from the last checkpoint when started again.")
{
    data, output, name, steps, workers, threads, heldBack, exportOnly, measure, quantize, from, marked, markedHeldBack,
};
command.SetAction(async (arguments, cancellation) =>
{
    using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
    }));
    var logger = logging.CreateLogger("train");
    TorchSharp.torch.set_num_threads(arguments.GetValue(threads));
    string dataFolder = arguments.GetRequiredValue(data).FullName, outputFolder = arguments.GetRequiredValue(output).FullName;
    string checkpoints = Path.Combine(outputFolder, "checkpoints");
    var library = SharpLibrary.Load(Path.Combine(dataFolder, "sharp"), cancellation);
    logger.LogInformation("{Count} sharp photographs to train on, {HeldOut} held out", library.Count, library.HeldOut.Count);

    var options = new DefaultModelOptions { Steps = arguments.GetValue(steps), Workers = arguments.GetValue(workers), Marked = MarkedPlaces.Read(arguments.GetRequiredValue(marked).FullName) };
    var trainer = new DefaultModelTrainer(options, logger);
    FileInfo? measured = arguments.GetValue(measure), given = measured ?? arguments.GetValue(quantize);
    NetworkModule? trained = given is not null ? OnnxImporter.Load(File.ReadAllBytes(given.FullName))
        : arguments.GetValue(exportOnly) ? trainer.Restore(checkpoints)
        : await trainer.TrainAsync(library, checkpoints, arguments.GetValue(from) is { } earlier ? OnnxImporter.Load(File.ReadAllBytes(earlier.FullName)) : null, cancellation);
    if (trained is null)
    {
        logger.LogError("'{Folder}' holds no checkpoint to export.", checkpoints);
        return 2;
    }
    using (trained)
    {
        Directory.CreateDirectory(outputFolder);
        // Training goes on from floats (--from); what is embedded computes with bytes.
        if (given is null)
            Write(logger, Path.Combine(outputFolder, "default-float.onnx"), OnnxExporter.Export(trained, new ModelDescription { Name = arguments.GetRequiredValue(name), Preprocessing = Preprocessing.Canonical, DataHash = library.DataHash }));
        using var module = measured is null ? DefaultModelQuantization.Run(trained, library) : trained;
        string series = Path.Combine(dataFolder, "focus-series");
        var calibration = DefaultModelCalibration.Run(module, library, Directory.Exists(series) ? series : null, options.HeldBack, arguments.GetValue(heldBack), marked: MarkedPlaces.Read(arguments.GetRequiredValue(markedHeldBack).FullName));
        var rows = calibration.Figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key},{figure.Value:F4}"))
            .Concat(calibration.Sensitivities.Select(level => string.Create(CultureInfo.InvariantCulture, $"threshold_{level.Key.ToString().ToLowerInvariant()},{level.Value.Threshold}\nfalse_alarm_rate_{level.Key.ToString().ToLowerInvariant()},{level.Value.FalseAlarmRate}")))
            .Append(string.Create(CultureInfo.InvariantCulture, $"evidence_threshold,{calibration.EvidenceThreshold}"));
        File.WriteAllText(Path.Combine(outputFolder, "held-back.csv"), "figure,value\n" + string.Join('\n', rows) + "\n");
        if (measured is not null) return 0;
        byte[] onnx = OnnxExporter.Export(module, new ModelDescription
        {
            Name = arguments.GetRequiredValue(name),
            Preprocessing = Preprocessing.Canonical,
            Threshold = calibration.Threshold,
            Sensitivities = calibration.Sensitivities,
            EvidenceThreshold = calibration.EvidenceThreshold,
            DataHash = library.DataHash,
            Metrics = calibration.Figures.ToDictionary(figure => figure.Key, figure => Math.Round(figure.Value, 4)),
        });
        Write(logger, Path.Combine(outputFolder, "default.onnx"), onnx);
        logger.LogInformation("threshold {Threshold}", calibration.Threshold);
    }
    return 0;
});
return await command.Parse(args).InvokeAsync();

static void Write(ILogger logger, string path, byte[] onnx)
{
    File.WriteAllBytes(path + ".writing", onnx);
    File.Move(path + ".writing", path, overwrite: true);
    logger.LogInformation("{Model}: {Size:N0} bytes", path, onnx.Length);
}
