using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Export;

namespace BlurDetection.Training.Callbacks;

/// <summary>Writes the model after each epoch as an ONNX file that can be used at once, and the best one also as "best.onnx".</summary>
/// <param name="folder">Where to; made if it is missing.</param>
/// <param name="description">What goes into the files; the epoch's logs are added to its metrics.</param>
/// <param name="pattern">The file's name, with figures from the logs in braces as Keras has them. Default
/// "{epoch:02d}-{val_loss:.2f}".</param>
/// <param name="monitor">The figure that tells the best epoch. Default "val_loss".</param>
/// <param name="saveBestOnly">Writes only epochs that are better than all before. Default false.</param>
/// <param name="mode">Which way is better. Default: told by the name.</param>
/// <exception cref="IOException">Thrown while training if a file cannot be written.</exception>
public sealed class ModelCheckpoint(
    string folder, ModelDescription description, string pattern = "{epoch:02d}-{val_loss:.2f}", string monitor = LogNames.ValLoss,
    bool saveBestOnly = false, MonitorMode mode = MonitorMode.Auto)
    : TrainingCallback
{
    /// <summary>The name of the best model's file.</summary>
    public const string BestFileName = "best.onnx";

    private readonly MonitoredFigure _figure = new(monitor, mode);

    /// <summary>The best epoch so far, from 1; <see langword="null"/> before the first.</summary>
    public int? BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingSession session, EpochResult result)
    {
        var better = _figure.Improves(result);
        if (saveBestOnly && !better) return;
        var metrics = new Dictionary<string, double>(description.Metrics) { ["epoch"] = result.Epoch };
        foreach (var (name, value) in result.Logs) metrics[name] = value;
        var onnx = OnnxExporter.Export(session.Module, description with { Metrics = metrics });
        Write(CheckpointName.Format(pattern, result) + ".onnx", onnx);
        if (!better) return;
        BestEpoch = result.Epoch;
        Write(BestFileName, onnx);
    }

    /// <inheritdoc/>
    public override CallbackState SaveState() => BestEpoch is { } epoch && _figure.Best is { } best
        ? CallbackState.Empty with { Values = new Dictionary<string, double> { ["best"] = best, ["best_epoch"] = epoch } }
        : CallbackState.Empty;

    /// <inheritdoc/>
    public override void RestoreState(CallbackState state)
    {
        if (state.Values.TryGetValue("best", out var best)) _figure.Best = best;
        if (state.Values.TryGetValue("best_epoch", out var epoch)) BestEpoch = (int)epoch;
    }

    private void Write(string name, byte[] onnx) => AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(onnx));
}
