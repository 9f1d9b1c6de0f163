using System.Globalization;

namespace BlurDetection.Training.Keras.Config;

/// <summary>Versions as files name them.</summary>
internal static class KerasVersions
{
    internal const string TensorFlowJs = "tfjs-layers";

    /// <exception cref="InvalidModelException">The version is none of Keras 2, Keras 3 or TensorFlow.js.</exception>
    internal static KerasDialect Dialect(string? version, string source)
    {
        if (version is not null && version.StartsWith(TensorFlowJs, StringComparison.Ordinal)) return KerasDialect.TensorFlowJs;
        int dot = version?.IndexOf('.') ?? -1;
        return dot > 0 && int.TryParse(version![..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major is 2 or 3
            ? major == 2 ? KerasDialect.Keras2 : KerasDialect.Keras3
            : throw new InvalidModelException($"{source}: written by Keras '{version ?? "1"}'; Keras 2, Keras 3 and TensorFlow.js " +
                $"are read. Save the model again with one of them.");
    }
}
