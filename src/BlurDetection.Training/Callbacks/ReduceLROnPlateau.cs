namespace BlurDetection.Training.Callbacks;

/// <summary>Lowers the learning rate when a figure has stopped getting better.</summary>
/// <param name="monitor">A name from the logs. Default "val_loss".</param>
/// <param name="factor">The rate is multiplied by it, above 0 and below 1. Default 0.1.</param>
/// <param name="patience">Epochs without improvement before it lowers, 1 or more. Default 10.</param>
/// <param name="minDelta">Smaller changes do not count as improvement. Default 0.0001.</param>
/// <param name="cooldown">Epochs after lowering that do not count. Default 0.</param>
/// <param name="minLearningRate">Never below this. Default 0.</param>
/// <param name="mode">Which way is better. Default: told by the name.</param>
public sealed class ReduceLROnPlateau(
    string monitor = LogNames.ValLoss, double factor = 0.1, int patience = 10, double minDelta = 1e-4, int cooldown = 0,
    double minLearningRate = 0, MonitorMode mode = MonitorMode.Auto)
    : TrainingCallback
{
    private readonly MonitoredFigure _figure = new(monitor, mode, minDelta);
    private readonly double _factor = factor is > 0 and < 1 ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "Above 0 and below 1.");
    private int _waited, _cooling;

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingSession session, EpochResult result)
    {
        if (_cooling > 0) (_cooling, _waited) = (_cooling - 1, 0);
        if (_figure.Improves(result))
        {
            _waited = 0;
            return;
        }
        if (_cooling > 0 || ++_waited < patience) return;
        session.LearningRate = Math.Max(session.LearningRate * _factor, minLearningRate);
        (_cooling, _waited) = (cooldown, 0);
    }

    /// <inheritdoc/>
    public override CallbackState SaveState()
    {
        var values = new Dictionary<string, double> { ["waited"] = _waited, ["cooling"] = _cooling };
        if (_figure.Best is { } best) values["best"] = best;
        return CallbackState.Empty with { Values = values };
    }

    /// <inheritdoc/>
    public override void RestoreState(CallbackState state)
    {
        (_waited, _cooling) = ((int)state.Values.GetValueOrDefault("waited"), (int)state.Values.GetValueOrDefault("cooling"));
        if (state.Values.TryGetValue("best", out var best)) _figure.Best = best;
    }
}
