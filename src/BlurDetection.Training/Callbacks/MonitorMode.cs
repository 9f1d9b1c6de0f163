namespace BlurDetection.Training.Callbacks;

/// <summary>Which way a monitored figure gets better.</summary>
public enum MonitorMode
{
    /// <summary>Upwards for names with "acc" or "auc", downwards otherwise.</summary>
    Auto,

    /// <summary>Downwards.</summary>
    Min,

    /// <summary>Upwards.</summary>
    Max,
}
