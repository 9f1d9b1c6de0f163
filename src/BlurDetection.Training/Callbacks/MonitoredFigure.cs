namespace BlurDetection.Training.Callbacks;

/// <summary>One figure of the logs, and the best value of it so far.</summary>
internal sealed class MonitoredFigure(string name, MonitorMode mode, double minDelta = 0)
{
    private readonly bool _upwards = mode switch
    {
        MonitorMode.Auto => name.Contains("acc", StringComparison.Ordinal) || name.Contains("auc", StringComparison.Ordinal),
        _ => mode == MonitorMode.Max,
    };

    internal double? Best { get; set; }

    /// <summary>True if the epoch is better than all before it by more than the least difference.</summary>
    internal bool Improves(EpochResult result)
    {
        if (!result.Logs.TryGetValue(name, out var value))
            throw new ArgumentException($"There is no '{name}' to monitor, only {string.Join(", ", result.Logs.Keys)}. Figures that " +
                $"begin with 'val_' need validation data.");
        if (!double.IsFinite(value) || (Best is { } best && (_upwards ? value - minDelta <= best : value + minDelta >= best))) return false;
        Best = value;
        return true;
    }
}
