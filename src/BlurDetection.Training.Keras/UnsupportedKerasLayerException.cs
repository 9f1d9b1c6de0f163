namespace BlurDetection.Training.Keras;

/// <summary>A layer, or an option of one, that has no counterpart on the other side; nothing is put in its place.</summary>
public sealed class UnsupportedKerasLayerException : Exception
{
    private const int LongestConfig = 1000;

    /// <summary>Creates the exception.</summary>
    /// <param name="layerName">The layer's name in its model.</param>
    /// <param name="className">The layer's type ("LSTM").</param>
    /// <param name="config">The layer's configuration as JSON.</param>
    /// <param name="reason">What of it is not supported.</param>
    public UnsupportedKerasLayerException(string layerName, string className, string config, string reason)
        : base($"Layer '{layerName}' ({className}): {reason} Its configuration: " +
            $"{(config.Length > LongestConfig ? config[..LongestConfig] + " ..." : config)}")
    {
        (LayerName, ClassName, Config) = (layerName, className, config);
    }

    /// <summary>The layer's name in its model.</summary>
    public string LayerName { get; }

    /// <summary>The layer's type ("LSTM").</summary>
    public string ClassName { get; }

    /// <summary>The layer's whole configuration as JSON.</summary>
    public string Config { get; }
}
