using System.Globalization;

namespace BlurDetection.Training.Callbacks;

/// <summary>Ends training when a figure has stopped getting better.</summary>
/// <param name="monitor">A name from the logs. Default "val_loss".</param>
/// <param name="patience">Epochs without improvement before it stops, 0 or more. Default 10.</param>
/// <param name="minDelta">Smaller changes do not count as improvement. Default 0.</param>
/// <param name="restoreBestWeights">Gives the module the weights of the best epoch at the end. Default true.</param>
/// <param name="mode">Which way is better. Default: told by the name.</param>
public sealed class EarlyStopping(
    string monitor = LogNames.ValLoss, int patience = 10, double minDelta = 0, bool restoreBestWeights = true,
    MonitorMode mode = MonitorMode.Auto) : TrainingCallback
{
    private readonly MonitoredFigure _figure = new(monitor, mode, minDelta);
    private IReadOnlyDictionary<string, NetworkWeight>? _bestWeights;
    private int _waited;

    /// <summary>The best epoch so far, from 1; <see langword="null"/> before the first.</summary>
    public int? BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingSession session, EpochResult result)
    {
        if (_figure.Improves(result))
        {
            (BestEpoch, _waited) = (result.Epoch, 0);
            if (restoreBestWeights) _bestWeights = session.Module.GetWeights();
            return;
        }
        if (++_waited >= patience)
            session.StopTraining($"{monitor} has not improved for {_waited} epochs; the best was " +
                $"{_figure.Best?.ToString("0.####", CultureInfo.InvariantCulture) ?? "none"} at epoch {BestEpoch}.");
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingSession session)
    {
        if (_bestWeights is not null) session.Module.SetWeights(_bestWeights);
    }

    /// <inheritdoc/>
    public override CallbackState SaveState()
    {
        var values = new Dictionary<string, double> { ["waited"] = _waited };
        if (_figure.Best is { } best) values["best"] = best;
        if (BestEpoch is { } epoch) values["best_epoch"] = epoch;
        return new CallbackState(values, _bestWeights ?? CallbackState.Empty.Weights);
    }

    /// <inheritdoc/>
    public override void RestoreState(CallbackState state)
    {
        _waited = (int)state.Values.GetValueOrDefault("waited");
        if (state.Values.TryGetValue("best", out var best)) _figure.Best = best;
        if (state.Values.TryGetValue("best_epoch", out var epoch)) BestEpoch = (int)epoch;
        if (restoreBestWeights && state.Weights.Count > 0) _bestWeights = state.Weights;
    }
}
