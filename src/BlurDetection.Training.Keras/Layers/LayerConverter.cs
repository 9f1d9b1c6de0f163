using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

/// <summary>One of Keras's layers against one of ours, in both directions.</summary>
internal abstract class LayerConverter
{
    /// <summary>Our layer.</summary>
    internal abstract Type LayerType { get; }

    /// <summary>Keras's names of it; the first is written.</summary>
    internal abstract IReadOnlyList<string> ClassNames { get; }

    /// <summary>True where the option axis says which axis the layer works on; only the last, the channels, is supported.</summary>
    internal virtual bool HasAxis => false;

    /// <summary>True where one number may stand for all channels.</summary>
    internal virtual bool TakesScalars => false;

    /// <summary>Our layer from Keras's configuration.</summary>
    /// <exception cref="UnsupportedKerasLayerException">An option is not supported.</exception>
    internal abstract Layer Read(LayerConfig config);

    /// <summary>Keras's configuration from our layer.</summary>
    /// <exception cref="UnsupportedKerasLayerException">Keras has no such thing.</exception>
    internal abstract void Write(ResolvedLayer layer, KerasDialect dialect, JsonObject config);

    /// <summary>What it is called in a file; for a layer that stands for several of Keras's.</summary>
    internal virtual string ClassName(Layer layer) => ClassNames[0];

    /// <summary>Its weights in Keras's order.</summary>
    internal virtual IReadOnlyList<WeightRule> Weights(Layer layer, LayerShape input) => [];

    /// <summary>Weights that the configuration gives itself; <see langword="null"/> where the file has them.</summary>
    internal virtual IReadOnlyList<KerasArray>? Constants(LayerConfig config, LayerShape input) => null;

    /// <summary>Filters for each channel, for depthwise kernels.</summary>
    internal virtual int Multiplier(Layer layer) => 1;

    /// <summary>[height, width].</summary>
    private protected static JsonArray Pair(Extent extent) => [extent.Height, extent.Width];

    private protected static string Name(Padding padding) => padding == Padding.Same ? "same" : "valid";

    private protected static IReadOnlyList<WeightRule> Kernel(bool useBias, params WeightRule[] kernels) =>
        useBias ? [.. kernels, new WeightRule("bias", "bias", KernelLayout.Vector)] : kernels;
}
